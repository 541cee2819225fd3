package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Exchange;
import io.synscope.observation.Handshake;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Reset;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
import java.util.Optional;

/** Tells an attempt's whole life in one word, from its facts and its siblings' TTLs. */
final class StoryTeller {
  private static final long SLOW_NANOS = 100_000_000L;
  private static final long STALL_NANOS = 100_000_000L;
  private static final long REQUEST_PATIENCE_NANOS = 300_000_000L;
  private static final int BLACK_HOLE_BYTES = 1000;

  private final HopBaseline hops;
  private final CaseFile file;

  StoryTeller(CaseFile file) {
    this.file = file;
    hops = file.hops();
  }

  Story tell(ConnectionAttempt attempt) {
    return switch (attempt.outcome()) {
      case REFUSED_RST -> refused(attempt);
      case REFUSED_ICMP, UNREACHABLE_ICMP -> Story.ICMP_UNREACHABLE;
      case UNANSWERED, SYNACK_UNACKED, INCONCLUSIVE_TAIL, CHALLENGED -> Story.SYN_TIMEOUT;
      case LOCAL_NEIGHBOUR_UNREACHABLE -> Story.ARP_FAILED;
      case LOCAL_NAME_UNRESOLVED,
          LOCAL_PORTS_EXHAUSTED,
          LOCAL_DESCRIPTORS_EXHAUSTED,
          LOCAL_NO_ROUTE,
          LOCAL_POLICY,
          LOCAL_SELF_CONNECT,
          LOCAL_FAILURE ->
          Story.LOCAL_ERROR;
      case ABORTED_BY_CLIENT -> Story.RESET_BY_CLIENT;
      case RESET_AFTER_HANDSHAKE -> resetAfterHandshake(attempt);
      case GHOST_ESTABLISHED -> ghost(attempt);
      case ESTABLISHED_CLEAN,
          ESTABLISHED_RETRIED,
          SIMULTANEOUS_OPEN,
          INCONCLUSIVE_HEAD,
          INCONCLUSIVE_ONEWAY,
          INCONCLUSIVE_LOSS,
          INCONCLUSIVE_SNAPLEN ->
          life(attempt);
    };
  }

  private Story refused(ConnectionAttempt attempt) {
    boolean elsewhere =
        attempt.wire().resets().stream()
            .anyMatch(
                reset ->
                    hops.of(attempt.tuple().server().address())
                        .map(known -> known.contradicts(reset.hopLimit()))
                        .orElse(false));
    return elsewhere ? Story.REFUSED_RST_MIDDLEBOX : Story.REFUSED_RST;
  }

  private Story resetAfterHandshake(ConnectionAttempt attempt) {
    if (speaksWrongTls(attempt)) {
      return Story.CLOSED_BY_SERVER_TLS;
    }
    Reset reset = attempt.wire().resets().get(0);
    if (reset.form() == Reset.Form.SOCKET_ABORT) {
      return Story.RESET_BY_SERVER;
    }
    return foreign(attempt, reset) ? Story.RESET_BY_PATH : Story.SYNACK_THEN_RST;
  }

  private boolean foreign(ConnectionAttempt attempt, Reset reset) {
    int low = attempt.wire().from(reset.from()).hopLimitLow();
    int high = attempt.wire().from(reset.from()).hopLimitHigh();
    boolean otherHop = high > 0 && (reset.hopLimit() < low || reset.hopLimit() > high);
    return otherHop || !reset.conflict().isEmpty();
  }

  private Story ghost(ConnectionAttempt attempt) {
    return attempt.wire().handshake().syns().size() > 1
        ? Story.SYN_RETRANSMIT_THEN_GHOST
        : Story.GHOST_ESTABLISHED;
  }

  private Story life(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    if (recoveredGhost(wire)) {
      return ghost(attempt);
    }
    Optional<Story> ending = ended(attempt, wire);
    return ending.orElseGet(() -> lived(attempt, wire));
  }

  /**
   * The first data were repeated before the server acted on the connection: twice, or once after a
   * SYN that it had ignored; or its SYN-ACK came again although the client had acknowledged it.
   */
  private static boolean recoveredGhost(WireSight wire) {
    boolean repeatedSynAck =
        wire.handshake().synAcksAfterFinalAck() > 0 && wire.handshake().lossSide() != LossSide.NONE;
    Moment firstWord = wire.fromServer().volume().firstData();
    long unheard =
        wire.fromClient().repair().retransmissions().stream()
            .filter(again -> again.relativeSequence() == 0 && again.recovery() != Recovery.SPURIOUS)
            .filter(again -> !firstWord.seen() || again.at().nanos() < firstWord.nanos())
            .count();
    int needed = wire.handshake().lossSide() == LossSide.FORWARD || repeatedSynAck ? 1 : 2;
    return unheard >= needed;
  }

  private Optional<Story> ended(ConnectionAttempt attempt, WireSight wire) {
    Optional<Story> tls = tls(attempt, wire.conversation());
    if (tls.isPresent()) {
      return tls;
    }
    Optional<Reset> reset = wire.resets().stream().findFirst();
    if (wire.ending().how() == Ending.How.RESET && reset.isPresent()) {
      return Optional.of(reset(attempt, wire, reset.get()));
    }
    if (wire.ending().how() == Ending.How.CLOSED && wire.ending().by() == Party.SERVER) {
      return closedByServer(wire);
    }
    return wire.ending().how() == Ending.How.OPEN && wire.conversation().outstanding() == 0
        ? Optional.empty()
        : stuck(wire);
  }

  private Story reset(ConnectionAttempt attempt, WireSight wire, Reset reset) {
    if (reset.from() == Party.CLIENT) {
      if (wire.fromClient().keepAlives() >= 2 && wire.fromClient().keepAlivesUnanswered() >= 2) {
        return Story.KEEPALIVE_TIMEOUT;
      }
      return wire.conversation().outstanding() > 0
              && wire.ending().at().frame() != reset.at().frame()
          ? Story.CLOSED_BY_CLIENT_TIMEOUT
          : Story.RESET_BY_CLIENT;
    }
    if (wire.fromServer().keepAlivesUnanswered() >= 2) {
      return Story.KEEPALIVE_TIMEOUT;
    }
    if (foreign(attempt, reset)) {
      return Story.RESET_BY_PATH;
    }
    return wire.ending().by() == Party.SERVER && wire.ending().at().frame() != reset.at().frame()
        ? closedByServer(wire).orElse(Story.CLOSED_BY_SERVER_FIN)
        : Story.RESET_BY_SERVER;
  }

  private static Optional<Story> closedByServer(WireSight wire) {
    Conversation talk = wire.conversation();
    if (talk.server() == Tongue.HTTP) {
      return Optional.of(Story.WRONG_PROTOCOL);
    }
    boolean lastWords =
        talk.errors().stream()
            .anyMatch(
                error ->
                    error.unasked()
                        || error.text().startsWith("-ERR Protocol error")
                        || error.code().equals("DENIED"));
    if (lastWords) {
      return Optional.of(Story.CLOSED_BY_SERVER_ERROR);
    }
    if (talk.replyCut() || !wire.fromClient().windowStalls().isEmpty()) {
      return Optional.of(Story.CLOSED_BY_SERVER_SLOW_READER);
    }
    return Optional.of(Story.CLOSED_BY_SERVER_FIN);
  }

  private static Optional<Story> tls(ConnectionAttempt attempt, Conversation talk) {
    boolean clientTls = talk.client() == Tongue.TLS;
    if (clientTls && talk.tls().clientAlert() > 0) {
      return Optional.of(Story.CLOSED_BY_CLIENT_TLS);
    }
    if (clientTls && (talk.tls().serverAlert() > 0 || talk.tls().serverHiddenAlert())) {
      return Optional.of(Story.CLOSED_BY_SERVER_TLS);
    }
    if (clientTls
        && !talk.tls().serverHello().seen()
        && attempt.wire().fromServer().volume().payloadBytes() == 0) {
      return Optional.of(Story.TLS_NO_ANSWER);
    }
    return speaksWrongTls(attempt) ? Optional.of(Story.CLOSED_BY_SERVER_TLS) : Optional.empty();
  }

  /** RESP to a TLS port: the server says nothing and destroys the socket with the bytes unread. */
  private static boolean speaksWrongTls(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    return wire.conversation().client() == Tongue.RESP
        && wire.fromServer().volume().payloadBytes() == 0
        && wire.resets().stream()
            .anyMatch(
                r ->
                    r.from() == Party.SERVER
                        && r.form() == Reset.Form.SOCKET_ABORT
                        && r.answerNanos() < SLOW_NANOS);
  }

  /** Something was asked and never answered. */
  private Optional<Story> stuck(WireSight wire) {
    SentHalf client = wire.fromClient();
    SentHalf server = wire.fromServer();
    boolean clientLost =
        client.volume().unacknowledgedBytes() > 0 && client.repair().retransmitted() > 0;
    boolean serverLost =
        server.volume().unacknowledgedBytes() > 0 && server.repair().retransmitted() > 0;
    if (client.keepAlivesUnanswered() >= 2 || server.keepAlivesUnanswered() >= 2) {
      return Optional.of(Story.KEEPALIVE_TIMEOUT);
    }
    if (serverLost && server.sizes().smallestLost() >= BLACK_HOLE_BYTES
        || server.sizes().holeBytes() >= BLACK_HOLE_BYTES) {
      return Optional.of(Story.REQUEST_TIMEOUT_LARGE_REPLY_LOST);
    }
    if (clientLost || client.sizes().holeBytes() > 0) {
      return Optional.of(Story.REQUEST_TIMEOUT_NO_ACK);
    }
    Optional<Exchange> waiting = wire.conversation().oldestOutstanding();
    boolean gaveUp = wire.ending().how() == Ending.How.CLOSED && wire.ending().by() == Party.CLIENT;
    if (waiting.isPresent() && waitedLong(wire, waiting.get())) {
      return Optional.of(
          gaveUp && repliedAfterClose(wire)
              ? Story.CLOSED_BY_CLIENT_TIMEOUT
              : Story.REQUEST_TIMEOUT_ACKED);
    }
    return Optional.empty();
  }

  private boolean waitedLong(WireSight wire, Exchange waiting) {
    long end =
        wire.ending().at().seen()
            ? wire.ending().at().nanos()
            : file.observations().capture().lastNanos();
    return end - waiting.requestEnd().nanos() >= REQUEST_PATIENCE_NANOS;
  }

  private static boolean repliedAfterClose(WireSight wire) {
    Moment data = wire.fromServer().volume().lastData();
    return data.seen() && data.nanos() > wire.ending().at().nanos();
  }

  private static Story lived(ConnectionAttempt attempt, WireSight wire) {
    Handshake handshake = wire.handshake();
    if (handshake.syns().size() > 1
        || handshake.synAcks().size() > 1 && handshake.lossSide() != LossSide.NONE) {
      return spurious(wire) ? Story.SPURIOUS_SYN_RETRANSMIT : Story.SYN_RETRANSMIT_THEN_OK;
    }
    boolean stalled =
        wire.fromClient().windowStalls().stream()
                .anyMatch(
                    s -> !s.reopened().seen() || s.reopened().since(s.closed()) >= STALL_NANOS)
            || wire.fromServer().windowStalls().stream()
                .anyMatch(
                    s -> !s.reopened().seen() || s.reopened().since(s.closed()) >= STALL_NANOS);
    if (stalled) {
      return Story.STALLED_ZERO_WINDOW;
    }
    if (repaired(wire)) {
      return Story.OK_RETRANSMITS;
    }
    if (wire.conversation().server() == Tongue.HTTP) {
      return Story.WRONG_PROTOCOL;
    }
    boolean slow =
        wire.conversation().slowest().stream()
            .anyMatch(
                exchange ->
                    exchange.totalNanos() >= SLOW_NANOS
                        && exchange.serverNanos() >= SLOW_NANOS / 2);
    if (slow) {
      return Story.OK_SLOW_REPLY;
    }
    return wire.conversation().errors().isEmpty() ? Story.OK : Story.OK_ERROR_REPLY;
  }

  /**
   * Something was lost and sent again; what path-MTU discovery made smaller at once does not count.
   */
  private static boolean repaired(WireSight wire) {
    boolean discovery = wire.icmp().stream().anyMatch(IcmpReport::fragmentationNeeded);
    return !discovery
        && wire.fromClient().repair().retransmitted() + wire.fromServer().repair().retransmitted()
            > 0;
  }

  /** The SYN was repeated because the round trip is longer than the timer: nothing was lost. */
  private static boolean spurious(WireSight wire) {
    Handshake handshake = wire.handshake();
    if (handshake.syns().size() < 2 || handshake.echoedSyn() != 0) {
      return false;
    }
    long answered = handshake.firstSynAck().since(handshake.firstSyn());
    long roundTrip =
        Math.max(
            wire.fromClient().roundTrip().minNanos(), wire.fromServer().roundTrip().minNanos());
    return answered > 500_000_000L && roundTrip >= answered / 2
        || handshake.echoedSynAck() == 0
            && handshake.synAcks().size() > 1
            && roundTrip > 500_000_000L;
  }
}
