package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thread of its own changes nothing but the time that it takes. */
final class ReadAheadTest {
  private static final byte[] FILE = Samples.pcap(writer -> Samples.frames(writer, 20_000));

  @Test
  void packetsAreTheSame() throws IOException {
    Captured.Reading plain = Captured.read(source(FILE), new PacketBatch());
    Captured.Reading ahead = Captured.read(ReadAhead.of(source(FILE)), new PacketBatch());
    assertThat(ahead.packets()).isEqualTo(plain.packets());
    assertThat(ahead.quality().packets()).isEqualTo(plain.quality().packets());
  }

  @Test
  void afterTheEndThereIsNothingMore() throws IOException {
    try (CaptureSource ahead = ReadAhead.of(source(FILE))) {
      PacketBatch batch = new PacketBatch();
      while (ahead.fill(batch)) {
        assertThat(batch.count()).isPositive();
      }
      assertThat(ahead.fill(batch)).isFalse();
      assertThat(batch.count()).isZero();
      assertThat(ahead.quality().packets()).isEqualTo(20_000);
    }
  }

  @Test
  void whatTheReaderThrowsComesAfterThePacketsBeforeIt() throws IOException {
    InputStream failing =
        new ByteArrayInputStream(FILE) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            if (pos > FILE.length / 2) {
              throw new java.io.UncheckedIOException(new IOException("disk on fire"));
            }
            return super.read(into, offset, length);
          }
        };
    List<Integer> counts = new ArrayList<>();
    try (CaptureSource ahead = ReadAhead.of(CaptureFiles.open(failing, CaptureOptions.DEFAULT))) {
      PacketBatch batch = new PacketBatch();
      assertThatThrownBy(
              () -> {
                while (ahead.fill(batch)) {
                  counts.add(batch.count());
                }
              })
          .hasMessageContaining("disk on fire");
    }
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(9_000);
  }

  @Test
  void closingStopsTheThread() throws IOException, InterruptedException {
    CaptureSource ahead = ReadAhead.of(source(FILE));
    assertThat(ahead.fill(new PacketBatch())).isTrue();
    ahead.close();
    assertThat(readers()).isEmpty();
    assertThat(ahead.fill(new PacketBatch())).isFalse();
  }

  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("capture-reader"))
        .toList();
  }

  private static CaptureSource source(byte[] file) throws IOException {
    return CaptureFiles.open(new ByteArrayInputStream(file), CaptureOptions.DEFAULT);
  }
}
