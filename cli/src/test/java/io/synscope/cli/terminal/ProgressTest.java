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

  @Test
  void shortReadsDrawNothing() {
    clock.addAndGet(SECOND - 1);
    progress.update(50 * MEGABYTE, 100 * MEGABYTE);
    progress.finish();
    assertThat(drawn.toString(UTF_8)).isEmpty();
  }

  @Test
  void afterOneSecond_bytesRateAndTimeLeft() {
    clock.addAndGet(2 * SECOND);
    progress.update(400 * MEGABYTE, 1_000 * MEGABYTE);
    assertThat(drawn.toString(UTF_8)).contains("read 400 MB of 1000 MB (40 %), 200 MB/s, 3 s left");
  }

  @Test
  void unknownSize_noPromise() {
    clock.addAndGet(2 * SECOND);
    progress.update(400 * MEGABYTE, -1);
    assertThat(drawn.toString(UTF_8)).contains("read 400 MB, 200 MB/s").doesNotContain("left");
  }

  @Test
  void redrawnFiveTimesASecond() {
    clock.addAndGet(SECOND);
    for (int i = 0; i < 1_000; i++) {
      progress.update(i * MEGABYTE, 1_000 * MEGABYTE);
      clock.addAndGet(SECOND / 1_000);
    }
    assertThat(drawn.toString(UTF_8).chars().filter(c -> c == '\r')).hasSize(5);
  }

  @Test
  void finishTakesTheLineAway() {
    clock.addAndGet(SECOND);
    progress.update(1, 2);
    progress.finish();
    assertThat(drawn.toString(UTF_8)).endsWith("\r\u001b[K");
  }
}
