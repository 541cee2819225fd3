package io.synscope.story;

import io.synscope.observation.IcmpReport;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Recovery;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;

/** The client holds a connection that the server never acted on, or only long after. */
final class GhostStory {
  /** Linux never repeats data by a timer sooner than this; what comes sooner follows an answer. */
  private static final long TIMER_NANOS = 100_000_000L;

  private GhostStory() {}

  static Story of(WireSight wire) {
    return wire.handshake().syns().size() > 1
        ? Story.SYN_RETRANSMIT_THEN_GHOST
        : Story.GHOST_ESTABLISHED;
  }

  /**
   * The first data were repeated before the server acted on the connection: twice, or once after a
   * SYN that it had ignored; or its SYN-ACK came again although the client had acknowledged it.
   */
  static boolean recovered(WireSight wire) {
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
    int needed = wire.handshake().lossSide() == LossSide.FORWARD || repeatedSynAck ? 1 : 2;
    return unheard >= needed;
  }
}
