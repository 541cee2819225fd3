package io.synscope.schedule;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Starts attempts at absolute times, however long earlier ones take.
 *
 * <p>One task fires everything that is due and then schedules itself for the next intended start.
 * It lives on the event loop that makes the attempts, so nothing here is synchronised. When a start
 * comes late, or there is no room for it, the next one does not move.
 */
public final class Pacer {
  /** What is started. */
  @FunctionalInterface
  public interface Slot {
    /**
     * {@return whether attempt {@code k} was begun: if there was no room, it is offered again after
     * {@link Pacer#resume}}
     *
     * @param k its number, from 0
     * @param intendedNanos when it should have begun, on the clock given to the pacer
     */
    boolean begin(long k, long intendedNanos);
  }

  /** Starts after which answers that came meanwhile get their turn: they are timed by hearing. */
  private static final int MOST_AT_ONCE = 8;

  private final ScheduledExecutorService loop;
  private final LongSupplier nanoTime;
  private final Arrivals arrivals;
  private final Limit limit;
  private final Slot slot;
  private final Runnable whenOver;
  private long startNanos;
  private long next;
  private boolean firing;
  private boolean paused;
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

  /** There is room again for what could not begin. Call on the loop. */
  public void resume() {
    if (paused && !firing) {
      paused = false;
      fire();
    }
  }

  private void fire() {
    firing = true;
    long wait = startDue();
    firing = false;
    if (!over && !paused) {
      // A timer even when nothing is to be waited for: Netty's loop looks for answers before it
      // looks at timers, but runs tasks that tasks have added before it looks for answers.
      var unused = loop.schedule(this::fire, wait, TimeUnit.NANOSECONDS);
    }
  }

  /** {@return how long the next start is still to be waited for} */
  private long startDue() {
    for (int started = 0; !over && !paused && started < MOST_AT_ONCE; started++) {
      long offset = arrivals.startNanos(next);
      long wait = startNanos + offset - nanoTime.getAsLong();
      if (!limit.allows(next, offset)) {
        stop();
      } else if (wait > 0) {
        return wait;
      } else if (slot.begin(next, startNanos + offset)) {
        next++;
      } else {
        paused = true;
      }
    }
    return 0;
  }
}
