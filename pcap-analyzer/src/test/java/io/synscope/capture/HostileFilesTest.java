package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.synscope.testkit.capture.PcapWriter.Variant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every prefix and every single-bit flip of small files: packets, or one line; nothing else, and
 * nothing large.
 */
final class HostileFilesTest {
  private static final int FRAMES = 3;
  private static final Map<String, byte[]> FILES =
      Map.of(
          "pcap, little-endian", Samples.pcap(writer -> Samples.frames(writer, FRAMES)),
          "pcap, big-endian",
              Samples.pcap(
                  Samples.BIG, Variant.NANOSECONDS, writer -> Samples.frames(writer, FRAMES)),
          "pcap, modified",
              Samples.pcap(
                  Samples.LITTLE, Variant.KUZNETZOV, writer -> Samples.frames(writer, FRAMES)),
          "pcapng, little-endian", Samples.pcapng(Samples.LITTLE, HostileFilesTest::blocks),
          "pcapng, big-endian", Samples.pcapng(Samples.BIG, HostileFilesTest::blocks),
          "gzip", Samples.gzip(Samples.pcap(writer -> Samples.frames(writer, FRAMES))),
          "zstd", Zstd.compress(Samples.pcap(writer -> Samples.frames(writer, FRAMES))));

  private final PacketBatch batch = new PacketBatch(16, 1024);

  static Set<String> files() {
    return FILES.keySet();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyPrefixIsRead(String name) throws IOException {
    byte[] whole = FILES.get(name);
    int before = 0;
    for (int length = 0; length <= whole.length; length++) {
      int packets = count(Arrays.copyOf(whole, length));
      assertThat(packets)
          .as("packets of the first %d bytes", length)
          .isGreaterThanOrEqualTo(before);
      before = packets;
    }
    assertThat(before).isGreaterThanOrEqualTo(FRAMES);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySingleBitFlipIsRead(String name) throws IOException {
    byte[] whole = FILES.get(name);
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(count(flipped)).as("bit %d", bit).isLessThan(whole.length);
    }
  }

  @Property(tries = 2000)
  void anyBytesBehindAGoodBeginningAreRead(
      @ForAll boolean blocks, @ForAll @Size(max = 400) byte[] rest) throws IOException {
    byte[] beginning =
        blocks
            ? Samples.pcapng(writer -> writer.device(1, 0))
            : Samples.pcap(writer -> Samples.frames(writer, 1));
    assertThat(count(Samples.join(beginning, rest))).isLessThan(30);
  }

  /** Reads all there is, in windows too small for it. */
  private int count(byte[] file) throws IOException {
    int packets = 0;
    try (CaptureSource source =
        CaptureFiles.open(new ByteArrayInputStream(file), CaptureOptions.DEFAULT)) {
      while (source.fill(batch)) {
        packets += batch.count();
      }
      assertThat(source.quality().files()).hasSize(1);
    } catch (CaptureFormatException e) {
      assertThat(e.byteOffset()).isBetween(0L, (long) file.length);
    }
    assertThat(batch.window().capacity()).isLessThan(2 * 262_144 + 1024);
    return packets;
  }

  private static void blocks(io.synscope.testkit.capture.PcapngWriter writer) throws IOException {
    writer.device(1, 65_535);
    Samples.frames(writer, 1);
    writer.statistics(0, 1, 2);
    writer.oldFrame(0, 1, Samples.START, Samples.frame(1), 60);
    writer.simpleFrame(Samples.frame(2), 60);
    writer.frame(0, Samples.START, Samples.frame(3), 60, writer.flags(1));
  }
}
