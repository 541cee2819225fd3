package io.synscope.tcp;

import io.synscope.observation.Lateness;
import io.synscope.observation.Moment;

/** How much later than usual the packets of one end arrive, by their sender's own clock. */
final class LatenessTracker {
  /*
   * [1] RFC 7323 5.4: timestamps come from a clock; Linux, macOS and Windows let it tick each millisecond and stamp when a
   *     segment leaves. Arrival less timestamp is the way's delay plus a constant, and its least value is the shortest way.
   * [2] Clocks drift: the least value is let rise by two in ten thousand.
   * [3] A clock with another tick drifts away for ever. Only what comes back to the usual was late.
   */
  private static final long TICK_NANOS = 1_000_000L;
  private static final long DRIFT = 5000;
  private static final long LATE_NANOS = 30_000_000L;
  private static final long WRAPPED_NANOS = 1_000_000_000_000_000L; // the timestamp began anew

  private long least = Long.MAX_VALUE;
  private long lastNanos;
  private long pendingNanos;
  private int pending;
  private int segments;
  private long greatestNanos;
  private long pendingAtNanos;
  private long pendingFrame;
  private long atNanos;
  private long atFrame;

  /** A packet with this timestamp, with data or without. */
  void on(long nanos, long frame, int timestampValue, boolean data) {
    long zero = nanos - (timestampValue & 0xffff_ffffL) * TICK_NANOS;
    if (least == Long.MAX_VALUE || Math.abs(zero - least) > WRAPPED_NANOS) {
      least = zero;
      pending = 0;
      pendingNanos = 0;
    }
    least = Math.min(zero, least + Math.max(0, nanos - lastNanos) / DRIFT);
    lastNanos = nanos;
    long late = zero - least;
    if (late >= LATE_NANOS) {
      pending(nanos, frame, late, data);
    } else if (pendingNanos > 0 && late < pendingNanos / 4) {
      settle();
    }
  }

  private void pending(long nanos, long frame, long late, boolean data) {
    pending += data ? 1 : 0;
    if (late > pendingNanos) {
      pendingNanos = late;
      pendingAtNanos = nanos;
      pendingFrame = frame;
    }
  }

  private void settle() {
    segments += pending;
    if (pending > 0 && pendingNanos > greatestNanos) {
      greatestNanos = pendingNanos;
      atNanos = pendingAtNanos;
      atFrame = pendingFrame;
    }
    pending = 0;
    pendingNanos = 0;
  }

  Lateness facts() {
    return segments == 0
        ? Lateness.NONE
        : new Lateness(segments, greatestNanos, new Moment(atNanos, atFrame));
  }
}
