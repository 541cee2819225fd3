package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.capture.CaptureWriter;
import io.synscope.testkit.capture.PcapWriter.Variant;
import io.synscope.testkit.capture.PcapngWriter;
import io.synscope.testkit.need.Checkout;
import io.synscope.testkit.need.RequiresFolder;
import io.synscope.testkit.need.RequiresLibpcap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** What libpcap can read, it reads as we do: bytes, original length, nanoseconds. */
@RequiresLibpcap
final class LibpcapAgreementTest {
  private static final int PACKETS = 500;
  private static final String CORPUS = "../shared/corpus/captures";

  @TempDir Path folder;

  /** A packet as both see it. */
  private record Raw(long nanos, int originalLength, String hex) {}

  /** All packets up to the end or up to damage. */
  private record LibpcapReading(List<Raw> packets, boolean opened) {}

  @ParameterizedTest
  @EnumSource(Variant.class)
  void onPcap(Variant variant) throws Exception {
    for (ByteOrder order : List.of(Samples.LITTLE, Samples.BIG)) {
      byte[] file = Samples.pcap(order, variant, LibpcapAgreementTest::cutFrames);
      assertAgreement(Files.write(folder.resolve(variant + "" + order), file), PACKETS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 9, PcapngWriter.POWER_OF_TWO | 20, PcapngWriter.POWER_OF_TWO | 32})
  void onPcapng(int resolution) throws Exception {
    for (ByteOrder order : List.of(Samples.LITTLE, Samples.BIG)) {
      byte[] file =
          Samples.pcapng(
              order,
              writer -> {
                writer.device(1, 80, resolution, 1000);
                cutFrames(writer);
                writer.block(0x0bad, new byte[8]);
                writer.oldFrame(0, 1, Samples.START, Samples.frame(1), 100);
              });
      assertAgreement(Files.write(folder.resolve(resolution + "" + order), file), PACKETS + 1);
    }
  }

  @Test
  void onAFileCutInsideARecord() throws Exception {
    byte[] file = Samples.pcap(writer -> Samples.frames(writer, 10));
    byte[] cut = java.util.Arrays.copyOf(file, file.length - 1);
    assertAgreement(Files.write(folder.resolve("cut"), cut), 9);
  }

  @Test
  @RequiresFolder(CORPUS)
  void onCapturesThatOthersMade() throws Exception {
    int agreed = 0;
    try (Stream<Path> files = Files.list(Checkout.resolve(CORPUS))) {
      for (Path file : files.sorted().toList()) {
        LibpcapReading theirs = byLibpcap(file);
        if (theirs.opened() && !theirs.packets().isEmpty()) {
          assertThat(ours(file))
              .as(file.getFileName().toString())
              .startsWith(theirs.packets().toArray(Raw[]::new));
          agreed++;
        }
      }
    }
    assertThat(agreed).isGreaterThan(50);
  }

  private static void cutFrames(CaptureWriter writer) throws IOException {
    for (int i = 0; i < PACKETS; i++) {
      writer.frame(Samples.START + i * 1_234_567L, Samples.frame(i), 60 + i);
    }
  }

  private static void assertAgreement(Path file, int packets) throws Exception {
    LibpcapReading theirs = byLibpcap(file);
    assertThat(theirs.packets()).hasSize(packets);
    assertThat(ours(file)).isEqualTo(theirs.packets());
  }

  private static List<Raw> ours(Path file) throws IOException {
    return Captured.read(file).packets().stream()
        .map(packet -> new Raw(packet.nanos(), packet.originalLength(), packet.hex()))
        .toList();
  }

  private static LibpcapReading byLibpcap(Path file) throws NotOpenException, TimeoutException {
    List<Raw> packets = new ArrayList<>();
    try (PcapHandle handle = Pcaps.openOffline(file.toString(), TimestampPrecision.NANO)) {
      while (true) {
        byte[] bytes = handle.getNextRawPacketEx();
        long second = handle.getTimestamp().getTime() / 1000;
        long nanos = second * 1_000_000_000 + handle.getTimestamp().getNanos();
        packets.add(new Raw(nanos, handle.getOriginalLength(), HexFormat.of().formatHex(bytes)));
      }
    } catch (EOFException e) {
      return new LibpcapReading(packets, true);
    } catch (PcapNativeException e) { // a format that it does not read, or damage
      return new LibpcapReading(packets, !packets.isEmpty());
    }
  }
}
