package io.synscope.tcp;

import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;

/**
 * The longest pause in which nothing was outstanding, and whether what followed it was answered;
 * made when the first one worth telling has passed.
 */
final class IdleTracker {
  private static final long WORTH_NANOS = 500_000_000L;

  private long longest;
  private long beforeNanos;
  private long beforeFrame;
  private long nextNanos;
  private long nextFrame;
  private Party nextFrom = Party.CLIENT;
  private boolean answered = true;

  /** {@return whether a pause of this length is worth telling} */
  static boolean isWorth(long nanos) {
    return nanos >= WORTH_NANOS;
  }

  /** A segment of {@code from}, whether after a pause or not. */
  void heard(Party from) {
    if (from != nextFrom) {
      answered = true;
    }
  }

  /** After nothing was outstanding since {@code before} spoke last, {@code from} sent payload. */
  void pause(SendingSide before, Packet packet, Party from) {
    long gap = packet.nanos() - before.lastNanos();
    if (gap > longest) {
      longest = gap;
      beforeNanos = before.lastNanos();
      beforeFrame = before.lastFrame();
      nextNanos = packet.nanos();
      nextFrame = packet.frame();
      nextFrom = from;
      answered = false;
    }
  }

  IdleGap facts() {
    return new IdleGap(
        longest,
        new Moment(beforeNanos, beforeFrame),
        new Moment(nextNanos, nextFrame),
        nextFrom,
        answered);
  }
}
