package io.synscope.run;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that is moved often and met seldom: it keeps a single timer, which looks again when
 * it is too early.
 */
final class Patience {
  private final ScheduledExecutorService loop;
  private final Times times;
  private final Runnable whenOver;
  private @Nullable Future<?> timer;
  private long deadline;
  private long timerDue = Long.MAX_VALUE;

  Patience(ScheduledExecutorService loop, Times times, Runnable whenOver) {
    this.loop = loop;
    this.times = times;
    this.whenOver = whenOver;
  }

  /** Waits until then from now on, whatever was waited for before. */
  void until(long deadlineNanos) {
    deadline = deadlineNanos;
    if (timer == null || deadlineNanos < timerDue) {
      stop();
      arm(times.nanoTime());
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void arm(long now) {
    timerDue = deadline;
    timer = loop.schedule(this::look, Math.max(0, deadline - now), TimeUnit.NANOSECONDS);
  }

  private void look() {
    long now = times.nanoTime();
    timer = null;
    if (now < deadline) {
      arm(now);
    } else {
      whenOver.run();
    }
  }
}
