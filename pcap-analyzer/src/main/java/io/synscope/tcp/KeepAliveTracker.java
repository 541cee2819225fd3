package io.synscope.tcp;

import io.synscope.observation.Moment;

/** Keepalive probes of one end, and whether they are answered. */
final class KeepAliveTracker {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private int sent;
  private int afterMillis = Integer.MAX_VALUE;
  private int unanswered;
  private long sinceNanos;
  private long sinceFrame;

  /**
   * A probe.
   *
   * @param silenceNanos for how long the other end had been silent; negative if it never spoke
   */
  void probe(long nanos, long frame, long silenceNanos) {
    sent++;
    if (unanswered++ == 0) {
      sinceNanos = nanos;
      sinceFrame = frame;
      if (silenceNanos >= 0) {
        afterMillis = (int) Math.min(afterMillis, silenceNanos / NANOS_PER_MILLI);
      }
    }
  }

  /** The other end sent something: whatever was asked has been answered. */
  void answered() {
    unanswered = 0;
  }

  int sent() {
    return sent;
  }

  /** {@return the shortest silence before a probe; 0 if unknown} */
  long afterNanos() {
    return afterMillis == Integer.MAX_VALUE ? 0 : afterMillis * NANOS_PER_MILLI;
  }

  int unanswered() {
    return unanswered;
  }

  /** {@return the first probe that has no answer yet} */
  Moment unansweredSince() {
    return unanswered == 0 ? Moment.NONE : new Moment(sinceNanos, sinceFrame);
  }
}
