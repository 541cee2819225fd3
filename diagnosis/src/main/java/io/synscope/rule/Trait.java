package io.synscope.rule;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Exchange;
import io.synscope.observation.Handshake;
import io.synscope.observation.LossSide;
import io.synscope.observation.Party;
import io.synscope.observation.Repair;
import io.synscope.observation.SegmentSizes;
import io.synscope.observation.SentHalf;
import io.synscope.observation.SocketSight;
import io.synscope.observation.TlsHello;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
import java.util.function.Predicate;

/**
 * What is remarkable about an attempt at first sight. A rule names the trait without which it has
 * nothing to say, and looks only at the few attempts that bear it.
 *
 * <p>A trait is a necessary condition and proves nothing: a rule that is shown an attempt without
 * it must say no all the same. Each is a few comparisons, because all of them are worked out for
 * every attempt, while its facts are at hand.
 */
public enum Trait {
  /** A probe's socket saw it. */
  PROBED(ConnectionAttempt::probed),
  /** A RST was seen. */
  RESET(attempt -> !attempt.wire().resets().isEmpty()),
  /** An ICMP error quotes it. */
  REPORTED(attempt -> !attempt.wire().icmp().isEmpty()),
  /** The server answered with an error, or a probe may have read one. */
  ERROR_REPLY(attempt -> !attempt.wire().conversation().errors().isEmpty() || attempt.probed()),
  /** One end's first bytes are neither RESP nor TLS. */
  OTHER_TONGUE(attempt -> other(talk(attempt).client()) || other(talk(attempt).server())),
  /** One end speaks TLS. */
  TLS(Trait::tls),
  /** One end advertised a window of zero. */
  WINDOW_CLOSED(eitherHalf(half -> !half.windowStalls().isEmpty())),
  /** A small segment waited for a delayed ACK. */
  NAGLE_STALL(eitherHalf(half -> half.nagleStalls() > 0)),
  /** A reply came late, or is still outstanding. */
  REPLY_LATE(Trait::replyLate),
  /** Data stayed without an acknowledgment and were sent again. */
  UNACKNOWLEDGED(
      eitherHalf(
          half ->
              half.volume().unacknowledgedSince().seen()
                  && !half.repair().retransmissions().isEmpty())),
  /** Segments came again, or never, or left a hole. */
  SEGMENT_MISSING(eitherHalf(Trait::segmentMissing)),
  /** Something was lost, overtaken, doubled or missed. */
  MENDED(eitherHalf(half -> mended(half.repair()))),
  /** Requests came late by their sender's clock. */
  REQUEST_LATE(attempt -> attempt.wire().fromClient().lateness().segments() > 0),
  /** A round trip lies far above the others. */
  ROUND_TRIP_PEAK(eitherHalf(half -> !half.roundTrip().peaks().isEmpty())),
  /** One end sent so much that it could fill a queue. */
  BULK(eitherHalf(half -> half.volume().payloadBytes() >= Trait.BULK_BYTES)),
  /** Established, asked a few times, and closed by the client. */
  SHORT_LIVED(Trait::shortLived),
  /** Request followed request. */
  BUSY(attempt -> talk(attempt).clientInterval() != 0),
  /** A second SYN-ACK bore another initial sequence number. */
  OTHER_RESPONDER(attempt -> attempt.wire().handshake().otherResponder()),
  /** An ACK of another connection answered the SYN. */
  CHALLENGED(attempt -> attempt.wire().handshake().challengeAcks() > 0),
  /** The handshake needed more than its three segments, or a probe's may have. */
  HANDSHAKE_REPEATED(Trait::handshakeRepeated),
  /** One SYN was sent, and no handshake completed. */
  LONE_SYN(Trait::loneSyn),
  /** A client got through no byte. */
  FRUITLESS(
      attempt ->
          attempt.wire().fromClient().volume().payloadBytes() == 0
              && attempt.wire().handshake().firstSyn().seen()),
  /** The server's segments were captured before its network card finished them. */
  SERVER_CHECKSUM_OPEN(attempt -> attempt.wire().fromServer().checksum() == ChecksumForm.PARTIAL);

  /** As many bytes as a transfer that can fill a queue has at least. */
  public static final long BULK_BYTES = 65_536;

  /** A reply that others may have had to wait for, or that waited for others. */
  private static final long LATE_NANOS = 50_000_000L;

  private static final int FEW_REQUESTS = 2;
  private static final Trait[] ALL = values();

  private final Predicate<ConnectionAttempt> borneBy;
  private final long bit = 1L << ordinal();

  Trait(Predicate<ConnectionAttempt> borneBy) {
    this.borneBy = borneBy;
  }

  /** {@return the traits of this attempt, one bit each} */
  static long of(ConnectionAttempt attempt) {
    long traits = 0;
    for (Trait trait : ALL) {
      traits |= trait.borneBy.test(attempt) ? trait.bit : 0;
    }
    return traits;
  }

  /** {@return these traits, one bit each} */
  static long anyOf(Trait first, Trait... more) {
    long traits = first.bit;
    for (Trait trait : more) {
      traits |= trait.bit;
    }
    return traits;
  }

  private static Predicate<ConnectionAttempt> eitherHalf(Predicate<SentHalf> condition) {
    return attempt -> {
      WireSight wire = attempt.wire();
      return condition.test(wire.fromClient()) || condition.test(wire.fromServer());
    };
  }

  private static Conversation talk(ConnectionAttempt attempt) {
    return attempt.wire().conversation();
  }

  private static boolean other(Tongue tongue) {
    return switch (tongue) {
      case HTTP, PROXY_HEADER, OTHER -> true;
      case SILENT, RESP, TLS, UNSEEN -> false;
    };
  }

  private static boolean tls(ConnectionAttempt attempt) {
    Conversation talk = talk(attempt);
    TlsHello tls = talk.tls();
    return talk.client() == Tongue.TLS
        || talk.server() == Tongue.TLS
        || tls.clientAlert() > 0
        || tls.serverAlert() > 0
        || tls.serverHiddenAlert()
        || attempt.sight() instanceof SocketSight socket && socket.tls();
  }

  private static boolean replyLate(ConnectionAttempt attempt) {
    Conversation talk = talk(attempt);
    if (talk.oldestOutstanding().isPresent()) {
      return true;
    }
    for (Exchange exchange : talk.slowest()) {
      if (exchange.totalNanos() >= LATE_NANOS || exchange.serverNanos() >= LATE_NANOS) {
        return true;
      }
    }
    return false;
  }

  private static boolean segmentMissing(SentHalf half) {
    SegmentSizes sizes = half.sizes();
    return sizes.smallestLost() > 0
        || sizes.shrunkAndPassed()
        || sizes.holeBytes() > 0
        || half.unseenBytes() > 0
        || !half.repair().retransmissions().isEmpty()
        || half.repair().identificationGaps() > 0;
  }

  private static boolean mended(Repair repair) {
    return !repair.recoveries().isEmpty()
        || repair.lostRanges() > 0
        || repair.reordered() > 0
        || repair.reportedTwice() > 0
        || repair.unseenAcknowledged() > 0;
  }

  private static boolean shortLived(ConnectionAttempt attempt) {
    Ending ending = attempt.wire().ending();
    return attempt.outcome().established()
        && ending.how() == Ending.How.CLOSED
        && ending.by() == Party.CLIENT
        && talk(attempt).requests() <= FEW_REQUESTS;
  }

  private static boolean handshakeRepeated(ConnectionAttempt attempt) {
    Handshake handshake = attempt.wire().handshake();
    return handshake.syns().size() > 1 || handshake.lossSide() != LossSide.NONE || attempt.probed();
  }

  private static boolean loneSyn(ConnectionAttempt attempt) {
    return switch (attempt.outcome()) {
      case UNANSWERED, SYNACK_UNACKED, INCONCLUSIVE_TAIL ->
          attempt.wire().handshake().syns().size() == 1;
      default -> false;
    };
  }
}
