package io.synscope.schedule;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Starts attempts at absolute times, however long earlier ones take.
 *
 * <p>One task fires everything that is due and then schedules itself for the next intended start.
 * It lives on the event loop that makes the attempts, so nothing here is synchronised. When a start
 * comes late, the next one does not move.
 */
public final class Pacer {
  /** What is started. */
  @FunctionalInterface
  public interface Slot {
    /**
     * Begins attempt {@code k}.
     *
     * @param k its number, from 0
     * @param intendedNanos when it should have begun, on the clock given to the pacer
     */
    void begin(long k, long intendedNanos);
  }

  /** Starts after which answers that came meanwhile get their turn. */
  private static final int MOST_AT_ONCE = 64;

  private final ScheduledExecutorService loop;
  private final LongSupplier nanoTime;
  private final Arrivals arrivals;
  private final Limit limit;
  private final Slot slot;
  private final Runnable whenOver;
  private long startNanos;
  private long next;
  private boolean over;

  /**
   * Plans {@code slot} on {@code loop} by {@code arrivals}, and calls {@code whenOver} once after
   * the last.
   */
  public Pacer(
      ScheduledExecutorService loop,
      LongSupplier nanoTime,
      Arrivals arrivals,
      Limit limit,
      Slot slot,
      Runnable whenOver) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.arrivals = arrivals;
    this.limit = limit;
    this.slot = slot;
    this.whenOver = whenOver;
  }

  /** Begins, with the first attempt meant for {@code startNanos}. Call on the loop. */
  public void start(long startNanos) {
    this.startNanos = startNanos;
    fire();
  }

  /** Starts nothing any more. Call on the loop. */
  public void stop() {
    if (!over) {
      over = true;
      whenOver.run();
    }
  }

  private void fire() {
    for (int fired = 0; !over; fired++) {
      if (fired == MOST_AT_ONCE) {
        loop.execute(this::fire);
        return;
      }
      long offset = arrivals.startNanos(next);
      if (!limit.allows(next, offset)) {
        stop();
        return;
      }
      long wait = startNanos + offset - nanoTime.getAsLong();
      if (wait > 0) {
        var unused = loop.schedule(this::fire, wait, TimeUnit.NANOSECONDS);
        return;
      }
      slot.begin(next++, startNanos + offset);
    }
  }
}
