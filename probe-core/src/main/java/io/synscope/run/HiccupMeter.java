package io.synscope.run;

import io.synscope.latency.Clock;
import io.synscope.latency.Latencies;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices when the event loop itself stands still, so that its pauses are not blamed on the
 * network.
 */
final class HiccupMeter {
  private static final long TICK_NANOS = 10_000_000;

  /** A pause that would change what a millisecond measurement says. */
  private static final long STALL_NANOS = 5_000_000;

  private static final Series SERIES = new Series(Phase.HICCUP, "probe", Clock.USER);

  private final ScheduledExecutorService loop;
  private final Times times;
  private final Latencies latencies;
  private long due = Long.MAX_VALUE;
  private long lastStallEnd = Long.MIN_VALUE;

  HiccupMeter(ScheduledExecutorService loop, Times times, Latencies latencies) {
    this.loop = loop;
    this.times = times;
    this.latencies = latencies;
  }

  /** Begins to tick. Call on the loop. */
  void start() {
    due = times.nanoTime() + TICK_NANOS;
    var unused = loop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** {@return whether the loop stood still at any time since then} */
  boolean stalledSince(long nanos, long now) {
    return lastStallEnd > nanos || (due != Long.MAX_VALUE && now - due > STALL_NANOS);
  }

  private void tick() {
    long now = times.nanoTime();
    long late = now - due;
    latencies.record(SERIES, late);
    if (late > STALL_NANOS) {
      lastStallEnd = now;
    }
    if (!loop.isShutdown()) {
      start();
    }
  }
}
