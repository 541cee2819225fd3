package io.synscope.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MEGABYTE = 1_000_000;

  private final AtomicLong clock = new AtomicLong(77);
  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
  private final Progress progress = new Progress(new PrintStream(drawn, true, UTF_8), clock::get);
  private final Progress.Read read = progress.read();

  @Test
  void shortReadsDrawNothing() {
    clock.addAndGet(SECOND - 1);
    read.update(50 * MEGABYTE, 100 * MEGABYTE);
    read.finish();
    assertThat(drawn.toString(UTF_8)).isEmpty();
  }

  @Test
  void afterOneSecond_bytesRateAndTimeLeft() {
    clock.addAndGet(2 * SECOND);
    read.update(400 * MEGABYTE, 1_000 * MEGABYTE);
    assertThat(drawn.toString(UTF_8)).contains("read 400 MB of 1000 MB (40 %), 200 MB/s, 3 s left");
  }

  @Test
  void unknownSize_noPromise() {
    clock.addAndGet(2 * SECOND);
    read.update(400 * MEGABYTE, -1);
    assertThat(drawn.toString(UTF_8)).contains("read 400 MB, 200 MB/s").doesNotContain("left");
  }

  @Test
  void redrawnFiveTimesASecond() {
    clock.addAndGet(SECOND);
    for (int i = 0; i < 1_000; i++) {
      read.update(i * MEGABYTE, 1_000 * MEGABYTE);
      clock.addAndGet(SECOND / 1_000);
    }
    assertThat(drawn.toString(UTF_8).chars().filter(c -> c == '\r')).hasSize(5);
  }

  @Test
  void severalReads_areToldAsOne() {
    clock.addAndGet(SECOND);
    Progress.Read other = progress.read();
    clock.addAndGet(SECOND);
    other.update(100 * MEGABYTE, 600 * MEGABYTE);
    clock.addAndGet(SECOND);
    read.update(200 * MEGABYTE, 400 * MEGABYTE);
    assertThat(drawn.toString(UTF_8))
        .contains("read 100 MB, 50 MB/s")
        .contains("read 300 MB of 1000 MB (30 %)");
  }

  @Test
  void finishTakesTheLineAway() {
    clock.addAndGet(SECOND);
    read.update(1, 2);
    read.finish();
    assertThat(drawn.toString(UTF_8)).endsWith("\r\u001b[K");
  }
}
