package io.synscope.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureQuality;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotatedFilesTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void everyFileOfASetIsACaptureByItself_whateverThePiecesItCameIn() throws IOException {
    write(new Rotation(600, 0, 0), stream(20), 7);
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(3);
    long packets = 0;
    for (Path file : files) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(600 + 64); // drops follow the last packet
      packets += quality(file).packets();
    }
    assertThat(packets).isEqualTo(20);
  }

  @Test
  void anOldFileEndsWithItsTime_andOnlyTheNewestAreKept() throws IOException {
    write(new Rotation(0, 5, 2), stream(20), 4096);
    List<Path> files = files();
    assertThat(files)
        .extracting(file -> String.valueOf(file.getFileName()))
        .containsExactly("ring_00003.pcapng", "ring_00004.pcapng");
    assertThat(quality(files.get(0)).packets()).isEqualTo(5);
  }

  @Test
  void withoutRotation_itIsTheStreamItself() throws IOException {
    byte[] stream = stream(3);
    write(Rotation.NONE, stream, 11);
    assertThat(Files.readAllBytes(folder.resolve("ring.pcapng"))).isEqualTo(stream);
  }

  private void write(Rotation rotation, byte[] stream, int piece) throws IOException {
    try (RotatedFiles files = RotatedFiles.open(folder.resolve("ring.pcapng"), rotation)) {
      for (int at = 0; at < stream.length; at += piece) {
        files.write(stream, at, Math.min(piece, stream.length - at));
      }
    }
  }

  /** Packets a second apart, and the drops at the end. */
  private static byte[] stream(int packets) {
    PcapngBlocks blocks = new PcapngBlocks();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(blocks.bytes(), 0, blocks.section());
    int device = blocks.device("eth0", 1, 2048, "tcp");
    out.write(blocks.bytes(), 0, device);
    for (int i = 0; i < packets; i++) {
      int length = blocks.packet(0, (1_700_000_000L + i) * SECOND, new byte[61], 61, 61);
      out.write(blocks.bytes(), 0, length);
    }
    int last = blocks.statistics(0, 0, new Drops("eth0", packets, 3, 2, 1));
    out.write(blocks.bytes(), 0, last);
    return out.toByteArray();
  }

  @Test
  void dropsOfAllThreeKindsStandInTheQuality() throws IOException {
    write(Rotation.NONE, stream(3), 64);
    assertThat(quality(folder.resolve("ring.pcapng")).dropped()).isEqualTo(6);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static CaptureQuality quality(Path file) throws IOException {
    try (CaptureSource source = CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT)) {
      PacketBatch batch = new PacketBatch();
      while (source.fill(batch)) {
        assertThat(batch.count()).isPositive();
      }
      return source.quality();
    }
  }
}
