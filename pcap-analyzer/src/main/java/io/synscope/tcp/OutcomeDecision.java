package io.synscope.tcp;

import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import java.util.Optional;

/**
 * The one outcome of an attempt's handshake: the first of RULES' wire definitions that holds. A
 * pure function of the trackers.
 */
final class OutcomeDecision {
  private static final long SINGLE_SYN_PATIENCE_NANOS = 1_200_000_000L;
  private static final long GHOST_PATIENCE_NANOS = 180_000_000L;

  private final Connection connection;
  private final HandshakeTracker handshake;
  private final long captureEndNanos;

  OutcomeDecision(Connection connection, long captureEndNanos) {
    this.connection = connection;
    this.handshake = connection.handshake();
    this.captureEndNanos = captureEndNanos;
  }

  Outcome outcome() {
    if (!handshake.synSeen()) {
      return connection.headerWasCut() ? Outcome.INCONCLUSIVE_SNAPLEN : Outcome.INCONCLUSIVE_HEAD;
    }
    if (handshake.refused()) {
      return Outcome.REFUSED_RST;
    }
    if (connection.isWithItself()) {
      return Outcome.SIMULTANEOUS_OPEN; // with itself: the asking port was the one it asked for
    }
    if (!handshake.answered()) {
      return unanswered();
    }
    if (handshake.simultaneous()) {
      return Outcome.SIMULTANEOUS_OPEN;
    }
    return handshake.completed() ? completed() : halfOpen();
  }

  private Outcome unanswered() {
    if (handshake.simultaneous()) {
      return Outcome.SIMULTANEOUS_OPEN;
    }
    Optional<IcmpReport> fatal =
        connection.reports().stream()
            .filter(report -> report.valid() && !report.fragmentationNeeded())
            .findFirst();
    if (fatal.isPresent()) {
      return fatal.get().refuses() ? Outcome.REFUSED_ICMP : Outcome.UNREACHABLE_ICMP;
    }
    if (handshake.blindAck() || connection.client().sentData() || connection.server().sentData()) {
      return connection.server().packets() == 0
          ? Outcome.INCONCLUSIVE_ONEWAY
          : Outcome.INCONCLUSIVE_LOSS;
    }
    if (handshake.challenged()) {
      return Outcome.CHALLENGED;
    }
    if (connection.endedBy() == Party.CLIENT
        && connection.wasReset()
        && connection.server().packets() == 0) {
      return Outcome.ABORTED_BY_CLIENT;
    }
    boolean patient = captureEndNanos - handshake.firstSynNanos() >= SINGLE_SYN_PATIENCE_NANOS;
    return handshake.synCount() >= 2 || patient ? Outcome.UNANSWERED : Outcome.INCONCLUSIVE_TAIL;
  }

  private Outcome halfOpen() {
    if (connection.wasReset()) {
      return connection.endedBy() == Party.CLIENT
          ? Outcome.ABORTED_BY_CLIENT
          : Outcome.SYNACK_UNACKED;
    }
    boolean patient = captureEndNanos - handshake.lastSynAckNanos() >= SINGLE_SYN_PATIENCE_NANOS;
    return handshake.synAckCount() > 1 || patient
        ? Outcome.SYNACK_UNACKED
        : Outcome.INCONCLUSIVE_TAIL;
  }

  private Outcome completed() {
    if (ghost()) {
      return Outcome.GHOST_ESTABLISHED;
    }
    if (resetBeforeFirstByte()) {
      return Outcome.RESET_AFTER_HANDSHAKE;
    }
    boolean retried = handshake.synCount() > 1 || handshake.synAckCount() > 1;
    return retried ? Outcome.ESTABLISHED_RETRIED : Outcome.ESTABLISHED_CLEAN;
  }

  /**
   * The client has the connection, the server never acted on it: data repeated at least once a
   * timeout later, none acknowledged.
   */
  private boolean ghost() {
    SendingSide client = connection.client();
    boolean nothingArrived =
        client.sentData() && client.space.unacknowledgedBytes() == client.space.distinctBytes();
    Moment since = client.space.unacknowledgedSince();
    boolean repeated =
        since.seen() && client.lastDataNanos() - since.nanos() >= GHOST_PATIENCE_NANOS;
    return nothingArrived
        && repeated
        && !connection.server().sentData()
        && !connection.server().finSent();
  }

  /** The server never spoke: it took nothing, or its living socket was destroyed unread. */
  private boolean resetBeforeFirstByte() {
    boolean tookNothing =
        connection.client().space.acknowledged() - connection.handshake().initialSequence()
            <= 1 + handshake.synPayload();
    return connection.wasReset()
        && connection.endedBy() == Party.SERVER
        && !connection.server().sentData()
        && connection.resets().stream()
            .map(ResetNote::facts)
            .filter(r -> r.from() == Party.SERVER && r.answers() != Reset.Provocation.FIN)
            .anyMatch(r -> tookNothing || r.form() == Reset.Form.SOCKET_ABORT);
  }
}
