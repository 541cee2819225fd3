package io.synscope.run;

import java.time.Instant;

/**
 * The one place of a run that reads clocks: a steady one for durations, and where that stands in
 * the calendar.
 */
final class Times {
  private final long steadyAtStart = System.nanoTime();
  private final long epochAtStart = epochNow();

  long start() {
    return steadyAtStart;
  }

  long nanoTime() {
    return System.nanoTime();
  }

  /** {@return the calendar time of a reading of {@link #nanoTime}} */
  long epoch(long steadyNanos) {
    return epochAtStart + (steadyNanos - steadyAtStart);
  }

  private static long epochNow() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
