package io.synscope.tcp;

import io.synscope.observation.Lateness;
import org.jspecify.annotations.Nullable;

/** How much later than usual the packets of one end arrive, by their sender's own clock. */
final class LatenessTracker {
  /*
   * [1] RFC 7323 5.4: timestamps come from a clock; Linux, macOS and Windows let it tick each millisecond and stamp when a
   *     segment leaves. Arrival less timestamp is the way's delay plus a constant, and its least value is the shortest way.
   * [2] Clocks drift: the least value is let rise by two in ten thousand.
   * [3] Nearly all connections have nothing that is late: what is known of it is kept apart (LateSegments).
   * [4] A clock that stands still or ticks each 10 ms falls behind by nearly all of the time that passes.
   */
  static final long TICK_NANOS = 1_000_000L;
  private static final long DRIFT = 5000;
  private static final long LATE_NANOS = 30_000_000L;
  private static final long LEAST_AGE_NANOS = 100_000_000L;
  private static final int WRONG_SHARE = 4;
  private static final long WRAPPED_NANOS = 1_000_000_000_000_000L; // the timestamp began anew

  private long least = Long.MAX_VALUE;
  private long lastNanos;
  private long lastZero;
  private long sinceNanos;
  private @Nullable LateSegments late;

  /** A packet with this timestamp, with data or without. */
  void on(long nanos, long frame, int timestampValue, boolean data) {
    long zero = nanos - (timestampValue & 0xffff_ffffL) * TICK_NANOS;
    if (least == Long.MAX_VALUE || Math.abs(zero - least) > WRAPPED_NANOS) {
      least = zero;
      sinceNanos = nanos;
      if (late != null) {
        late.forgetPending();
      }
    }
    least = Math.min(zero, least + Math.max(0, nanos - lastNanos) / DRIFT);
    lastNanos = nanos;
    lastZero = zero;
    long lateNanos = zero - least;
    if (lateNanos >= LATE_NANOS) {
      late = late == null ? new LateSegments() : late;
      late.arrived(nanos, frame, lateNanos, data);
    } else if (late != null) {
      late.settledAt(lateNanos);
    }
  }

  /** {@return whether the sender's clock has been seen to tick each millisecond [4]} */
  boolean ticks() {
    long age = lastNanos - sinceNanos;
    return age >= LEAST_AGE_NANOS && WRONG_SHARE * (lastZero - least) <= age;
  }

  Lateness facts() {
    return late == null ? Lateness.NONE : late.facts();
  }
}
