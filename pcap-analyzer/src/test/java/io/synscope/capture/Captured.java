package io.synscope.capture;

import io.synscope.wire.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One packet as it came out of a source, kept beyond its batch.
 *
 * @param frame its identity
 * @param nanos when
 * @param originalLength on the wire
 * @param hex of the captured bytes
 * @param summary of what was decoded
 */
record Captured(long frame, long nanos, int originalLength, String hex, String summary) {
  /** {@return all packets, and what the source says of itself} */
  static Reading read(CaptureSource source) throws IOException {
    return read(source, new PacketBatch(16, 4096));
  }

  static Reading read(CaptureSource source, PacketBatch batch) throws IOException {
    List<Captured> packets = new ArrayList<>();
    while (source.fill(batch)) {
      for (int i = 0; i < batch.count(); i++) {
        packets.add(of(batch.packet(i)));
      }
    }
    source.close();
    return new Reading(packets, source.quality());
  }

  static Reading read(byte[] file) {
    try {
      return read(CaptureFiles.open(new ByteArrayInputStream(file), CaptureOptions.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reading read(Path... files) throws IOException {
    return read(CaptureFiles.open(List.of(files), CaptureOptions.DEFAULT));
  }

  static Captured of(Packet packet) {
    byte[] bytes = new byte[packet.capturedLength()];
    packet.frameBytes().get(packet.frameOffset(), bytes);
    String summary =
        "%s %d>%d seq %d len %d %s if %d"
            .formatted(
                packet.kind(),
                packet.sourcePort(),
                packet.destinationPort(),
                packet.sequenceNumber(),
                packet.payloadLength(),
                packet.direction(),
                packet.interfaceId());
    return new Captured(
        packet.frame(),
        packet.nanos(),
        packet.originalLength(),
        HexFormat.of().formatHex(bytes),
        summary);
  }

  long number() {
    return frame & (1L << 40) - 1;
  }

  int file() {
    return (int) (frame >>> 40);
  }

  record Reading(List<Captured> packets, CaptureQuality quality) {
    List<String> warnings() {
      return quality.files().stream().flatMap(file -> file.warnings().stream()).toList();
    }

    String warning() {
      return warnings().stream().reduce("", (a, b) -> a + b);
    }
  }
}
