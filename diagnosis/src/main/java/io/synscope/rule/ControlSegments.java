package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Handshake;
import io.synscope.observation.WireSight;
import java.util.List;

/**
 * Captures that hold nothing but segments with SYN, FIN or RST: taken with a filter on the TCP
 * flags, as a rule, so that the ACK that completes a handshake cannot be in them.
 */
public final class ControlSegments {
  private static final long FIRST_TIMER_NANOS = 1_000_000_000L;
  private static final Shared<Boolean> ALONE = Shared.of(ControlSegments::nothingElse);

  private ControlSegments() {}

  /** {@return whether no plain ACK and no data are in the capture} */
  public static boolean alone(CaseFile file) {
    return ALONE.in(file);
  }

  private static boolean nothingElse(CaseFile file) {
    List<WireSight> captured =
        file.attempts().stream()
            .filter(attempt -> !attempt.probed())
            .map(ConnectionAttempt::wire)
            .toList();
    return !captured.isEmpty() && captured.stream().allMatch(wire -> others(wire) <= 0);
  }

  /** At least so many segments had none of the three flags. */
  private static long others(WireSight wire) {
    long all = wire.fromClient().volume().packets() + wire.fromServer().volume().packets();
    int finished = wire.ending().how() == Ending.How.CLOSED ? 2 : 0;
    int control =
        wire.handshake().syns().size()
            + wire.handshake().synAcks().size()
            + wire.resets().size()
            + finished;
    boolean data =
        wire.fromClient().volume().payloadBytes() + wire.fromServer().volume().payloadBytes() > 0;
    return data ? 1 : all - control;
  }

  /**
   * {@return whether the handshake was repeated to the end: by the server after the client's last
   * SYN, or until the next repetition would have come after the capture} Linux doubles the pause
   * before each repetition of a SYN-ACK.
   */
  static boolean stillRepeated(CaseFile file, ConnectionAttempt attempt) {
    Handshake handshake = attempt.wire().handshake();
    if (handshake.synAcks().isEmpty()) {
      return true;
    }
    long first = handshake.firstSynAck().nanos();
    long answered = handshake.synAcks().get(handshake.synAcks().size() - 1).nanos();
    long asked = handshake.lastSyn().seen() ? handshake.lastSyn().nanos() : first;
    long last = Math.max(asked, answered);
    return answered - asked >= FIRST_TIMER_NANOS / 2
        || file.untilEnd(last) < last - first + FIRST_TIMER_NANOS;
  }
}
