package io.synscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.comparison.Slots;
import io.synscope.latency.Clock;
import io.synscope.latency.Latencies;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntervalLogTest {
  private static final Series CONNECT = new Series(Phase.CONNECT, "[::1]:6379", Clock.KERNEL);
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path folder;

  private Path write() throws IOException {
    Path file = folder.resolve("run.hlog");
    Latencies latencies = new Latencies();
    try (IntervalLog log = IntervalLog.create(file, START)) {
      latencies.record(CONNECT, 300_000);
      latencies.record(CONNECT, 310_000);
      latencies.drain(log.interval(START, START + 1000));
      latencies.fail(CONNECT);
      latencies.fail(CONNECT);
      latencies.record(CONNECT, 320_000);
      latencies.drain(log.interval(START + 1000, START + 2000));
    }
    return file;
  }

  @Test
  void hdrHistogramsOwnReaderReadsIt() throws IOException {
    try (HistogramLogReader reader = new HistogramLogReader(write().toFile())) {
      var first = reader.nextIntervalHistogram();
      assertThat(first.getTag()).isEqualTo("CONNECT/kernel/[::1]:6379");
      assertThat(first.getStartTimeStamp()).isEqualTo(START);
      assertThat(first.getEndTimeStamp()).isEqualTo(START + 1000);
      assertThat(first.getMaxValueAsDouble()).isBetween(310_000.0, 310_500.0);
    }
  }

  @Test
  void whatIsReadBackHasTheFailuresToo() throws IOException {
    SlotBook book = LoggedSlots.read(write());
    assertThat(book.bySeries()).containsOnlyKeys(CONNECT);
    Slots slots = book.bySeries().get(CONNECT);
    assertThat(slots.size()).isEqualTo(2);
    assertThat(slots.count()).isEqualTo(5);
  }

  @Test
  void anotherFileIsRefusedWithItsName() throws IOException {
    Path other = Files.writeString(folder.resolve("notes.txt"), "nothing here\n");
    assertThatThrownBy(() -> LoggedSlots.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(other.toString());
  }
}
