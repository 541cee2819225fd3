package io.synscope.redis;

import io.synscope.observation.Moment;

/**
 * Decides, after something of a conversation was not seen, from which request on pairing is certain
 * again.
 *
 * <p>It is when nothing can be outstanding: the server spoke last and both have been quiet for long
 * enough; or the client has shown that it sends one request at a time, and sends the next one.
 */
final class Alignment {
  /** Quiet for this long, or two round trips, is long enough. */
  private static final long QUIET_NANOS = 20_000_000;

  /** The same while the round trip is unknown. */
  private static final long LONG_QUIET_NANOS = 300_000_000;

  private final boolean oneAtATime;
  private final int hidden;
  private long lastAsked = Moment.NEVER;
  private long lastAnswered = Moment.NEVER;
  private int asked;
  private int answered;
  private boolean ahead;

  /**
   * Begins in doubt.
   *
   * @param oneAtATime whether this client never sent a request before the last one was answered
   * @param hidden requests that at least were not seen
   */
  Alignment(boolean oneAtATime, int hidden) {
    this.oneAtATime = oneAtATime;
    this.hidden = hidden;
  }

  /** {@return whether this client still appears to send one request at a time} */
  boolean oneAtATime() {
    return oneAtATime && !ahead;
  }

  /** Something of the client was seen, or is known to have been sent. */
  void heardClient(long nanos) {
    lastAsked = nanos;
  }

  /** Something of the server was seen, or is known to have been sent. */
  void heardServer(long nanos) {
    lastAnswered = nanos;
  }

  /** A whole reply was seen. */
  void answered(long nanos) {
    answered++;
    lastAnswered = nanos;
  }

  /**
   * {@return whether a request that begins now is the only one outstanding; if not, it is counted}
   */
  boolean certainFrom(long nanos, long roundTrip) {
    boolean serverSpokeLast =
        lastAnswered != Moment.NEVER && (lastAsked == Moment.NEVER || lastAnswered >= lastAsked);
    boolean allAnswered = answered >= asked + hidden || hidden == 0;
    if (serverSpokeLast && allAnswered && (oneAtATime && !ahead || quiet(nanos, roundTrip))) {
      return true;
    }
    ahead |= !serverSpokeLast && asked > 0;
    asked++;
    lastAsked = nanos;
    return false;
  }

  private boolean quiet(long nanos, long roundTrip) {
    long enough = roundTrip < 0 ? LONG_QUIET_NANOS : Math.max(QUIET_NANOS, 2 * roundTrip);
    return nanos - Math.max(lastAsked, lastAnswered) >= enough;
  }
}
