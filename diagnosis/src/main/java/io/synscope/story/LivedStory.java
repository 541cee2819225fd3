package io.synscope.story;

import io.synscope.observation.Exchange;
import io.synscope.observation.Handshake;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Repair;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Story;
import io.synscope.observation.Volume;
import io.synscope.observation.WindowStall;
import io.synscope.observation.WireSight;

/** The connection worked: well, or with what kind of trouble. */
final class LivedStory {
  private static final long SLOW_NANOS = 100_000_000L;
  private static final long STALL_NANOS = 100_000_000L;
  private static final int SAME_WAY_SHARE = 8;
  private static final long APART_NANOS = 100_000_000L;
  private static final long LONG_ROUND_TRIP_NANOS = 500_000_000L;

  private static final int NAGLE_STALLS = 3;
  private static final int RISE = 20;
  private static final int SLOW_ROUND_TRIPS = 2;
  private static final long BULK_BYTES = 65_536;

  private LivedStory() {}

  /** {@return how it lived, in a capture that holds all packets or may have lost some itself} */
  static Story of(WireSight wire, boolean captureWhole) {
    Handshake handshake = wire.handshake();
    if (handshake.syns().size() > 1
        || handshake.synAcks().size() > 1 && handshake.lossSide() != LossSide.NONE) {
      return spurious(wire) ? Story.SPURIOUS_SYN_RETRANSMIT : Story.SYN_RETRANSMIT_THEN_OK;
    }
    if (stalled(wire.fromClient()) || stalled(wire.fromServer())) {
      return Story.STALLED_ZERO_WINDOW;
    }
    if (wire.conversation().answeredInHttp()) {
      return Story.WRONG_PROTOCOL;
    }
    if (repaired(wire, captureWhole)) {
      return Story.OK_RETRANSMITS;
    }
    if (!wire.conversation().errors().isEmpty()) {
      return Story.OK_ERROR_REPLY;
    }
    return waited(wire) ? Story.OK_SLOW_REPLY : Story.OK;
  }

  /**
   * One reply was late, or the client's small writes kept waiting for delayed ACKs, or a timer ran
   * out for what was only late.
   */
  private static boolean waited(WireSight wire) {
    long way = way(wire);
    boolean slow = wire.conversation().slowest().stream().anyMatch(one -> slow(one, way));
    return slow
        || wire.fromClient().nagleStalls() >= NAGLE_STALLS
        || slowWay(wire, wire.fromClient())
        || slowWay(wire, wire.fromServer())
        || late(wire, wire.fromClient())
        || late(wire, wire.fromServer())
        || repeatedInVain(wire);
  }

  /**
   * By its sender's clock, what one end said came far later than it should have, more than once.
   */
  private static boolean late(WireSight wire, SentHalf half) {
    return half.volume().payloadBytes() < BULK_BYTES
        && half.lateness().segments() >= SLOW_ROUND_TRIPS
        && half.lateness().greatestNanos() >= RISE * usual(wire);
  }

  /** The least round trip; that of the handshake knows no delayed ACKs. */
  private static long usual(WireSight wire) {
    Handshake handshake = wire.handshake();
    boolean whole = handshake.firstSyn().seen() && handshake.finalAck().seen();
    long shaken = whole ? handshake.finalAck().since(handshake.firstSyn()) : Long.MAX_VALUE / RISE;
    return Math.min(shaken, Math.min(least(wire.fromClient()), least(wire.fromServer())));
  }

  private static long least(SentHalf half) {
    return half.roundTrip().samples() > 0 ? half.roundTrip().minNanos() : Long.MAX_VALUE / RISE;
  }

  /** Round trips rose far above what they had been, and came down again. */
  private static boolean slowWay(WireSight wire, SentHalf half) {
    RoundTrip roundTrip = half.roundTrip();
    return wire.handshake().timestamps()
        && half.volume().payloadBytes() < BULK_BYTES
        && roundTrip.peaks().stream()
                .filter(peak -> peak.onTheWay(true))
                .filter(peak -> peak.nanos() >= RISE * roundTrip.minNanos())
                .count()
            >= SLOW_ROUND_TRIPS;
  }

  private static boolean stalled(SentHalf half) {
    return half.windowStalls().stream().anyMatch(LivedStory::lasted);
  }

  private static boolean lasted(WindowStall stall) {
    return !stall.reopened().seen() || stall.reopened().since(stall.closed()) >= STALL_NANOS;
  }

  /** {@return how long the way from here to the server and back is, as its kernel answers} */
  private static long way(WireSight wire) {
    Handshake handshake = wire.handshake();
    boolean plain = handshake.syns().size() == 1 && handshake.firstSynAck().seen();
    long shaken = plain ? Math.max(0, handshake.firstSynAck().since(handshake.firstSyn())) : 0;
    return Math.min(shaken, least(wire.fromClient()));
  }

  /**
   * The reply was later than the way is long; the time that a bulk request takes to be sent is its
   * own.
   */
  private static boolean slow(Exchange exchange, long wayNanos) {
    long nanos = exchange.totalNanos();
    if (exchange.requestBytes() >= BULK_BYTES && exchange.reply().seen()) {
      Moment delivered =
          exchange.requestAck().seen() ? exchange.requestAck() : exchange.requestEnd();
      nanos = exchange.replyEnd().since(delivered);
    }
    return !exchange.blocking() && nanos - wayNanos >= SLOW_NANOS;
  }

  /** {@return whether all that was sent again had arrived before, and nothing came out of order} */
  private static boolean repeatedInVain(WireSight wire) {
    Repair client = wire.fromClient().repair();
    Repair server = wire.fromServer().repair();
    boolean late = lateAnswer(wire.fromClient()) || lateAnswer(wire.fromServer());
    return late && inVain(client) && inVain(server);
  }

  /** A segment was sent again by the timer, or because its acknowledgment took very long. */
  private static boolean lateAnswer(SentHalf half) {
    return half.repair().retransmitted() > 0
        && (half.repair().retransmissions().stream()
                .anyMatch(again -> again.gapNanos() >= SLOW_NANOS)
            || half.roundTrip().peaks().stream().anyMatch(peak -> peak.nanos() >= SLOW_NANOS));
  }

  private static boolean inVain(Repair repair) {
    return repair.lostRanges() == 0
        && repair.identificationGaps() == 0
        && repair.reordered() == 0
        && repair.networkDuplicates() == 0
        && repair.retransmitted() <= repair.reportedTwice();
  }

  /**
   * {@return whether a packet of the other end is missing in a capture that misses nothing else}
   */
  private static boolean missing(WireSight wire) {
    Repair client = wire.fromClient().repair();
    Repair server = wire.fromServer().repair();
    return client.identificationGaps() + server.identificationGaps() > 0
        && client.unseenAcknowledged() + server.unseenAcknowledged() == 0;
  }

  /** {@return whether what is missing from the client was a request, as most of its packets are} */
  private static boolean requestMissing(WireSight wire) {
    Volume asked = wire.fromClient().volume();
    return wire.fromClient().repair().identificationGaps() > 0
        && asked.dataSegments() * 2 > asked.packets();
  }

  /**
   * Something was sent again, or must have been: a reply was late, and a packet never came. What
   * path-MTU discovery made smaller at once does not count, nor what turned out not to have been
   * lost while the reply itself was slow.
   */
  private static boolean repaired(WireSight wire, boolean captureWhole) {
    Repair client = wire.fromClient().repair();
    Repair server = wire.fromServer().repair();
    boolean again = client.retransmitted() + server.retransmitted() > 0;
    boolean missing = missing(wire);
    if (!again && !missing) {
      return false;
    }
    boolean discovery = wire.icmp().stream().anyMatch(IcmpReport::fragmentationNeeded);
    boolean late = waited(wire);
    if (discovery || missing && (late || captureWhole && requestMissing(wire))) {
      return !discovery;
    }
    boolean nothingLost = client.lostRanges() + server.lostRanges() == 0;
    boolean onlySlow = nothingLost && (late || inVain(client) && inVain(server));
    return !onlySlow && again;
  }

  /** The SYN was repeated because the round trip is longer than its timer: nothing was lost. */
  private static boolean spurious(WireSight wire) {
    Handshake handshake = wire.handshake();
    if (handshake.syns().size() < 2 || handshake.echoedSyn() != 0) {
      return false;
    }
    long answered = handshake.firstSynAck().since(handshake.firstSyn());
    long roundTrip =
        Math.max(
            wire.fromClient().roundTrip().minNanos(), wire.fromServer().roundTrip().minNanos());
    boolean slowAnswer = answered > LONG_ROUND_TRIP_NANOS && roundTrip >= answered / 2;
    boolean firstAnswerTaken =
        handshake.echoedSynAck() == 0
            && handshake.synAcks().size() > 1
            && roundTrip > LONG_ROUND_TRIP_NANOS;
    return slowAnswer || firstAnswerTaken || roundTrip <= 0 && eachAnswerLate(handshake, answered);
  }

  /**
   * The ACK, a long round trip after it, echoes the first SYN-ACK, which therefore arrived; or the
   * second SYN was answered as late as the first, and not by timers. Only where nothing else tells
   * how long the way is: the capture was cut short.
   */
  private static boolean eachAnswerLate(Handshake handshake, long answered) {
    if (handshake.synAcks().size() < 2) {
      return false;
    }
    boolean arrived =
        handshake.echoedSynAck() == 0
            && handshake.finalAck().seen()
            && handshake.finalAck().since(handshake.firstSynAck()) > LONG_ROUND_TRIP_NANOS;
    Moment second = handshake.syns().get(1);
    long again = handshake.synAcks().get(1).since(second);
    boolean byItself = handshake.firstSynAck().since(second) > APART_NANOS;
    boolean alike = byItself && Math.abs(again - answered) <= answered / SAME_WAY_SHARE;
    return arrived || answered > LONG_ROUND_TRIP_NANOS && alike;
  }
}
