package io.synscope.rule.delay;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Party;
import io.synscope.observation.RoundTripPeak;
import io.synscope.observation.SentHalf;
import io.synscope.observation.WireSight;
import java.util.List;

/**
 * Round trips of single segments far above the least of their connection.
 *
 * <p>Linux acknowledges a request after 40 ms at the latest even when the server has no reply yet.
 * An ACK that comes later than that, and with the reply, was delayed by the network and not by the
 * server.
 */
final class Peaks {
  private static final long BEYOND_DELAYED_ACK_NANOS = 60_000_000L;
  private static final long BEYOND_ANY_ACK_NANOS = 600_000_000L; // RFC 1122 4.2.3.2 allows 500 ms
  private static final int TIMES_LEAST = 5;

  private Peaks() {}

  /** {@return peaks that only the network explains, of a connection that lost nothing} */
  static List<RoundTripPeak> of(ConnectionAttempt attempt, Party sender) {
    WireSight wire = attempt.wire();
    SentHalf half = wire.from(sender);
    if (!whole(wire.fromClient()) || !whole(wire.fromServer())) {
      return List.of();
    }
    long least = half.roundTrip().minNanos();
    return half.roundTrip().peaks().stream().filter(peak -> late(peak, least)).toList();
  }

  private static boolean late(RoundTripPeak peak, long least) {
    long limit = peak.pureAck() ? BEYOND_ANY_ACK_NANOS : BEYOND_DELAYED_ACK_NANOS;
    return peak.nanos() >= Math.max(limit, least * TIMES_LEAST);
  }

  private static boolean whole(SentHalf half) {
    return half.repair().lostRanges() == 0
        && half.repair().unseenAcknowledged() == 0
        && half.windowStalls().isEmpty();
  }
}
