package io.synscope.run;

import io.synscope.exchange.ServerWord;
import io.synscope.exchange.TlsFailure;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Story;
import java.util.Optional;

/** Tells an attempt's whole life in one word. A pure function of what its socket showed. */
final class AttemptStory {
  private AttemptStory() {}

  static Story of(Outcome outcome, SocketSight sight, Optional<ServerWord> word, boolean served) {
    return switch (outcome) {
      case REFUSED_RST -> Story.REFUSED_RST;
      case REFUSED_ICMP, UNREACHABLE_ICMP -> Story.ICMP_UNREACHABLE;
      case UNANSWERED, SYNACK_UNACKED, CHALLENGED -> Story.SYN_TIMEOUT;
      case LOCAL_NEIGHBOUR_UNREACHABLE -> Story.ARP_FAILED;
      case GHOST_ESTABLISHED ->
          sight.synRetransmissions() > 0
              ? Story.SYN_RETRANSMIT_THEN_GHOST
              : Story.GHOST_ESTABLISHED;
      case RESET_AFTER_HANDSHAKE -> Story.RESET_BY_SERVER;
      case ESTABLISHED_CLEAN, ESTABLISHED_RETRIED, SIMULTANEOUS_OPEN ->
          established(outcome, sight, word, served);
      default -> Story.LOCAL_ERROR;
    };
  }

  /** {@return the story of a connection on which TLS failed} */
  static Story of(TlsFailure.By by) {
    return switch (by) {
      case SERVER -> Story.CLOSED_BY_SERVER_TLS;
      case CLIENT -> Story.CLOSED_BY_CLIENT_TLS;
      case NO_TLS -> Story.WRONG_PROTOCOL;
    };
  }

  private static Story established(
      Outcome outcome, SocketSight sight, Optional<ServerWord> word, boolean served) {
    if (served) {
      return outcome == Outcome.ESTABLISHED_RETRIED ? Story.SYN_RETRANSMIT_THEN_OK : Story.OK;
    }
    if (word.isPresent()) {
      return ofWord(word.get());
    }
    if (sight.errno().equals("ECONNRESET") || sight.errno().equals("EPIPE")) {
      return Story.RESET_BY_SERVER;
    }
    if (sight.closedByPeer()) {
      return sight.tls() ? Story.CLOSED_BY_SERVER_TLS : Story.CLOSED_BY_SERVER_FIN;
    }
    if (sight.phase() == Phase.TLS) {
      return Story.TLS_NO_ANSWER;
    }
    return sight.unacknowledged() > 0 ? Story.REQUEST_TIMEOUT_NO_ACK : Story.REQUEST_TIMEOUT_ACKED;
  }

  private static Story ofWord(ServerWord word) {
    return switch (word) {
      case MAX_CLIENTS, PROTECTED_MODE -> Story.CLOSED_BY_SERVER_ERROR;
      case HTTP, TLS, WRONG_PROTOCOL -> Story.WRONG_PROTOCOL;
      case FINE,
          ERROR,
          NOAUTH,
          WRONGPASS,
          NOPERM,
          LOADING,
          BUSY,
          MASTERDOWN,
          MISCONF,
          CLUSTERDOWN,
          NOPROTO ->
          Story.OK_ERROR_REPLY;
    };
  }
}
