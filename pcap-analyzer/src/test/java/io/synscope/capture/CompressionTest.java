package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gzip and zstd are recognised by content and change nothing. */
final class CompressionTest {
  private static final int FRAMES = 5000;
  private static final byte[] PLAIN = Samples.pcap(writer -> Samples.frames(writer, FRAMES));

  @TempDir Path folder;

  @Test
  void gzipAndZstdReadAsThePlainFile() throws IOException {
    Captured.Reading plain = Captured.read(PLAIN);
    Path gzip = Files.write(folder.resolve("misnamed.pcap"), Samples.gzip(PLAIN));
    Path zstd = Files.write(folder.resolve("misnamed.gz"), Zstd.compress(PLAIN));
    assertThat(Captured.read(gzip).packets()).isEqualTo(plain.packets());
    assertThat(Captured.read(zstd).packets()).isEqualTo(plain.packets());
    assertThat(Captured.read(zstd).quality().files().get(0).format())
        .isEqualTo("pcap, microseconds, little-endian, zstd");
  }

  @Test
  void gzipMembersAreOneFile() {
    byte[] members =
        Samples.join(
            Samples.gzip(Arrays.copyOf(PLAIN, 1000)),
            Samples.gzip(Arrays.copyOfRange(PLAIN, 1000, PLAIN.length)));
    assertThat(Captured.read(members).packets()).hasSize(FRAMES);
  }

  @Test
  void zstdFramesAreOneFile() {
    byte[] frames =
        Samples.join(
            Zstd.compress(Arrays.copyOf(PLAIN, 1000)),
            Zstd.compress(Arrays.copyOfRange(PLAIN, 1000, PLAIN.length)));
    assertThat(Captured.read(frames).packets()).hasSize(FRAMES);
  }

  @Test
  void cutStreamsKeepWhatCameOut() {
    byte[] gzip = Samples.gzip(PLAIN);
    Captured.Reading half = Captured.read(Arrays.copyOf(gzip, gzip.length / 2));
    assertThat(half.packets()).hasSizeBetween(FRAMES / 10, FRAMES - 1);
    assertThat(half.warning()).contains("the gzip data end early");
    byte[] zstd = Zstd.compress(PLAIN);
    assertThat(Captured.read(Arrays.copyOf(zstd, zstd.length - 3)).warning())
        .contains("the zstd data are cut or damaged");
  }

  @Test
  void damagedStreamsKeepWhatCameOut() {
    byte[] gzip = Samples.gzip(PLAIN);
    gzip[gzip.length - 6] ^= 1; // in the checksum
    Captured.Reading reading = Captured.read(gzip);
    assertThat(reading.packets()).hasSize(FRAMES);
    assertThat(reading.warning()).contains("the gzip data are damaged");
  }

  @Test
  void streamsThatTrickleReadAsTheWhole() throws IOException {
    InputStream trickle =
        new ByteArrayInputStream(PLAIN) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 7));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    Captured.Reading reading = Captured.read(CaptureFiles.open(trickle, CaptureOptions.DEFAULT));
    assertThat(reading.packets()).isEqualTo(Captured.read(PLAIN).packets());
  }

  @Test
  void progressCountsTheFilesOwnBytes() throws IOException {
    byte[] gzip = Samples.gzip(PLAIN);
    Path file = Files.write(folder.resolve("a.pcap.gz"), gzip);
    try (CaptureSource source =
        CaptureFiles.open(java.util.List.of(file), CaptureOptions.DEFAULT)) {
      PacketBatch batch = new PacketBatch();
      while (source.fill(batch)) {
        assertThat(source.bytesRead()).isBetween(1L, (long) gzip.length);
      }
      assertThat(source.bytesRead()).isEqualTo(gzip.length);
      assertThat(source.bytesTotal()).isEqualTo(gzip.length);
    }
  }
}
