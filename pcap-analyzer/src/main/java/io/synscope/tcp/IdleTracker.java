package io.synscope.tcp;

import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;

/**
 * The longest pause in which nothing was outstanding, and whether what followed it was answered.
 */
final class IdleTracker {
  private static final long WORTH_NANOS = 500_000_000L;

  private long longest;
  private long lastNanos = Moment.NEVER;
  private long lastFrame;
  private long beforeNanos;
  private long beforeFrame;
  private long nextNanos;
  private long nextFrame;
  private Party nextFrom = Party.CLIENT;
  private boolean answered = true;

  /**
   * A segment of {@code from}; {@code quiet} tells that nothing was outstanding before it, {@code
   * speaks} that it bears payload.
   */
  void on(long nanos, long frame, Party from, boolean quiet, boolean speaks) {
    if (!answered && from != nextFrom) {
      answered = true;
    }
    long gap = lastNanos == Moment.NEVER ? 0 : nanos - lastNanos;
    if (quiet && speaks && gap >= WORTH_NANOS && gap > longest) {
      longest = gap;
      beforeNanos = lastNanos;
      beforeFrame = lastFrame;
      nextNanos = nanos;
      nextFrame = frame;
      nextFrom = from;
      answered = false;
    }
    lastNanos = nanos;
    lastFrame = frame;
  }

  IdleGap facts() {
    return longest == 0
        ? IdleGap.NONE
        : new IdleGap(
            longest,
            new Moment(beforeNanos, beforeFrame),
            new Moment(nextNanos, nextFrame),
            nextFrom,
            answered);
  }
}
