package io.synscope.tcp;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Handshake;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Reset;
import io.synscope.observation.WireSight;
import java.util.List;

/** Turns what the trackers of one connection noted into the facts that rules read. */
public final class AttemptWriter {
  private static final long VANISHED_PATIENCE_NANOS = 600_000_000L;

  private AttemptWriter() {}

  /**
   * {@return the facts of a connection that will hear nothing more; {@code captureEndNanos} is the
   * last packet's time}
   */
  public static ConnectionAttempt write(Connection connection, long captureEndNanos) {
    return write(connection, captureEndNanos, connection.conversation());
  }

  /**
   * {@return how a connection fared that will hear nothing more, where nobody wants to know more of
   * it}
   */
  public static Outcome outcome(Connection connection, long captureEndNanos) {
    connection.conversation(); // who heard what was said closes the account
    return new OutcomeDecision(connection, captureEndNanos).outcome();
  }

  /** {@return the facts of a connection as they stand; it goes on} */
  public static ConnectionAttempt soFar(Connection connection, long nowNanos) {
    return write(connection, nowNanos, connection.conversationSoFar());
  }

  private static ConnectionAttempt write(
      Connection connection, long captureEndNanos, Conversation said) {
    Handshake handshake = connection.handshake().facts();
    Outcome outcome = new OutcomeDecision(connection, captureEndNanos).outcome();
    WireSight sight =
        new WireSight(
            handshake,
            connection.client().facts(),
            connection.server().facts(),
            resets(connection.resets()),
            connection.reports(),
            connection.longestIdle(),
            ending(connection, captureEndNanos),
            said);
    return new ConnectionAttempt(
        connection.tuple(),
        connection.incarnation(),
        outcome,
        connection.firstSeen(),
        connection.lastSeen(),
        handshake.nanos(),
        sight);
  }

  private static List<Reset> resets(List<ResetNote> notes) {
    return notes.isEmpty() ? List.of() : notes.stream().map(ResetNote::facts).toList();
  }

  private static Ending ending(Connection connection, long captureEndNanos) {
    Ending ending = connection.ending();
    if (ending.how() != Ending.How.OPEN) {
      return ending;
    }
    for (SendingSide side : new SendingSide[] {connection.client(), connection.server()}) {
      Moment since = side.space.unacknowledgedSince();
      if (since.seen() && captureEndNanos - since.nanos() >= VANISHED_PATIENCE_NANOS) {
        return new Ending(Ending.How.VANISHED, side.party, since, Moment.NONE);
      }
    }
    return Ending.OPEN;
  }
}
