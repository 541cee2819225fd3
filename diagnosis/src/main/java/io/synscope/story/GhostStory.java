package io.synscope.story;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Recovery;
import io.synscope.observation.Retransmission;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import java.util.HashMap;
import java.util.Map;

/** The client holds a connection that the server never acted on, or only long after. */
final class GhostStory {
  /** Linux never repeats data by a timer sooner than this; what comes sooner follows an answer. */
  private static final long TIMER_NANOS = 100_000_000L;

  /** So many connections may look like ghosts by chance before none is believed. */
  private static final double BY_CHANCE = 0.01;

  private static final double LEAST_LOSS = 1e-4;

  private final Map<Address, Loss> losses = new HashMap<>();

  /** Loss of what clients send to a host, after their first data. */
  private static final class Loss {
    private long lost;
    private long segments;
    private int connections;

    void add(SentHalf client) {
      lost += repeatedLater(client);
      segments += client.volume().dataSegments();
      connections++;
    }

    /** {@return how many connections are expected to lose so many packets in a row} */
    double expected(long inARow) {
      double share = segments > 0 ? (double) lost / segments : 0;
      return connections * Math.pow(Math.max(LEAST_LOSS, share), (double) inARow);
    }
  }

  /** Counts what the path to this attempt's server loses anyhow. */
  void add(ConnectionAttempt attempt) {
    losses
        .computeIfAbsent(attempt.tuple().server().address(), host -> new Loss())
        .add(attempt.wire().fromClient());
  }

  /** {@return whether the client sent anything again: a ghost does} */
  static boolean suspicious(WireSight wire) {
    return !wire.fromClient().repair().retransmissions().isEmpty();
  }

  private static long repeatedLater(SentHalf client) {
    if (client.repair().retransmissions().isEmpty()) {
      return 0;
    }
    return client.repair().retransmissions().stream()
        .filter(again -> again.relativeSequence() > 0 && again.recovery() != Recovery.SPURIOUS)
        .mapToLong(Retransmission::relativeSequence)
        .distinct()
        .count();
  }

  static Story of(WireSight wire) {
    return wire.handshake().syns().size() > 1
        ? Story.SYN_RETRANSMIT_THEN_GHOST
        : Story.GHOST_ESTABLISHED;
  }

  /**
   * The first data were repeated before the server acted on the connection: twice, or once after a
   * SYN that it had ignored, and the path does not lose that much; or its SYN-ACK came again
   * although the client had acknowledged it. Of a connection whose beginning was not captured
   * nobody knows which data were its first.
   */
  boolean recovered(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    if (!suspicious(wire) || attempt.outcome() == Outcome.INCONCLUSIVE_HEAD) {
      return false;
    }
    if (wire.icmp().stream().anyMatch(IcmpReport::fragmentationNeeded)) {
      return false; // repeated because it was too big
    }
    boolean repeatedSynAck =
        wire.handshake().synAcksAfterFinalAck() > 0 && wire.handshake().lossSide() != LossSide.NONE;
    Moment firstWord = wire.fromServer().volume().firstData();
    long unheard =
        wire.fromClient().repair().retransmissions().stream()
            .filter(again -> again.relativeSequence() == 0 && again.recovery() != Recovery.SPURIOUS)
            .filter(again -> again.gapNanos() >= TIMER_NANOS)
            .filter(again -> !firstWord.seen() || again.at().nanos() < firstWord.nanos())
            .count();
    boolean forward = wire.handshake().lossSide() == LossSide.FORWARD;
    if (unheard < (forward || repeatedSynAck ? 1 : 2)) {
      return false;
    }
    long inARow = unheard + (forward ? wire.handshake().syns().size() - 1 : 0);
    Loss loss = losses.get(attempt.tuple().server().address());
    return repeatedSynAck || loss == null || loss.expected(inARow) < BY_CHANCE;
  }
}
