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
   */
  private static final long TICK_NANOS = 1_000_000L;
  private static final long DRIFT = 5000;
  private static final long LATE_NANOS = 30_000_000L;
  private static final long WRAPPED_NANOS = 1_000_000_000_000_000L; // the timestamp began anew

  private long least = Long.MAX_VALUE;
  private long lastNanos;
  private @Nullable LateSegments late;

  /** A packet with this timestamp, with data or without. */
  void on(long nanos, long frame, int timestampValue, boolean data) {
    long zero = nanos - (timestampValue & 0xffff_ffffL) * TICK_NANOS;
    if (least == Long.MAX_VALUE || Math.abs(zero - least) > WRAPPED_NANOS) {
      least = zero;
      if (late != null) {
        late.forgetPending();
      }
    }
    least = Math.min(zero, least + Math.max(0, nanos - lastNanos) / DRIFT);
    lastNanos = nanos;
    long lateNanos = zero - least;
    if (lateNanos >= LATE_NANOS) {
      late = late == null ? new LateSegments() : late;
      late.arrived(nanos, frame, lateNanos, data);
    } else if (late != null) {
      late.settledAt(lateNanos);
    }
  }

  Lateness facts() {
    return late == null ? Lateness.NONE : late.facts();
  }
}
