package io.synscope.tcp;

import io.synscope.observation.Lateness;
import io.synscope.observation.Moment;

/**
 * Segments of one end that came later than usual; made when the first one has.
 *
 * <p>A clock with another tick drifts away for ever, so only what comes back to the usual was late:
 * until then it is pending.
 */
final class LateSegments {
  private int pending;
  private long pendingNanos;
  private long pendingAtNanos;
  private long pendingFrame;
  private int segments;
  private long greatestNanos;
  private long atNanos;
  private long atFrame;

  /** One that is so late, with data or without. */
  void arrived(long nanos, long frame, long lateNanos, boolean data) {
    pending += data ? 1 : 0;
    if (lateNanos > pendingNanos) {
      pendingNanos = lateNanos;
      pendingAtNanos = nanos;
      pendingFrame = frame;
    }
  }

  /** One that is hardly later than usual, or not at all. */
  void settledAt(long lateNanos) {
    if (pendingNanos == 0 || lateNanos >= pendingNanos / 4) {
      return;
    }
    segments += pending;
    if (pending > 0 && pendingNanos > greatestNanos) {
      greatestNanos = pendingNanos;
      atNanos = pendingAtNanos;
      atFrame = pendingFrame;
    }
    forgetPending();
  }

  /** The clock began anew: whether those before were late cannot be told. */
  void forgetPending() {
    pending = 0;
    pendingNanos = 0;
  }

  Lateness facts() {
    return segments == 0
        ? Lateness.NONE
        : new Lateness(segments, greatestNanos, new Moment(atNanos, atFrame));
  }
}
