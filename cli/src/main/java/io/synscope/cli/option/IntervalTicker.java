package io.synscope.cli.option;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cuts a run into intervals, each with its begin and end in calendar milliseconds. */
public final class IntervalTicker {
  private final ScheduledExecutorService clock;
  private final Interval interval;
  private long fromMillis;

  /** What is done at the end of each interval. */
  public interface Interval {
    /** An interval is over; the next one has begun. */
    void over(long fromMillis, long toMillis);
  }

  private IntervalTicker(ScheduledExecutorService clock, Interval interval, long nowMillis) {
    this.clock = clock;
    this.interval = interval;
    this.fromMillis = nowMillis;
  }

  /** {@return a ticker that has begun its first interval} */
  public static IntervalTicker start(long everyMillis, long nowMillis, Interval interval) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "intervals");
              thread.setDaemon(true);
              return thread;
            });
    IntervalTicker ticker = new IntervalTicker(clock, interval, nowMillis);
    var unused =
        clock.scheduleAtFixedRate(ticker::tick, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    return ticker;
  }

  private synchronized void tick() {
    long now = System.currentTimeMillis();
    interval.over(fromMillis, now);
    fromMillis = now;
  }

  /** Ends the last interval. */
  public void stop() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("an interval cannot be written");
    }
    tick();
  }
}
