package io.synscope.rule.witness;

import io.synscope.observation.Handshake;
import io.synscope.observation.Moment;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How two capturing hosts' clocks differ, as far as handshakes that both saw tell: half of the
 * difference between the least times there and back, as in NTP (RFC 5905 8).
 *
 * @param known whether any handshake tells
 * @param aheadNanos by how much the far clock is ahead of the near one
 * @param roundTripNanos least time from the near point to the far one and back, in the network
 */
record PathClock(boolean known, long aheadNanos, long roundTripNanos) {

  static PathClock of(List<Passage> passages) {
    long there = least(passages, PathClock::thereNanos);
    long back = least(passages, PathClock::backNanos);
    return there == Long.MAX_VALUE || back == Long.MAX_VALUE
        ? new PathClock(false, 0, 0)
        : new PathClock(true, (there - back) / 2, Math.max(0, there + back));
  }

  /** {@return what the near clock says when the far one says this} */
  long near(long farNanos) {
    return farNanos - aheadNanos;
  }

  private static long least(List<Passage> passages, ToLongFunction<Passage> nanos) {
    return passages.stream().mapToLong(nanos).min().orElse(Long.MAX_VALUE);
  }

  private static long thereNanos(Passage passage) {
    Handshake here = passage.near().wire().handshake();
    Handshake there = passage.farSight().handshake();
    return here.syns().size() == there.syns().size()
        ? since(there.firstSyn(), here.firstSyn())
        : Long.MAX_VALUE;
  }

  private static long backNanos(Passage passage) {
    Handshake here = passage.near().wire().handshake();
    Handshake there = passage.farSight().handshake();
    return here.synAcks().size() == there.synAcks().size()
        ? since(here.firstSynAck(), there.firstSynAck())
        : Long.MAX_VALUE;
  }

  private static long since(Moment later, Moment earlier) {
    return later.seen() && earlier.seen() ? later.since(earlier) : Long.MAX_VALUE;
  }
}
