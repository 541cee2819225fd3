package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Moment;
import io.synscope.observation.SentHalf;
import io.synscope.observation.WireSight;
import java.util.List;

/**
 * Captures without a single ACK that bears no data, although both ends spoke: a filter on PSH, or
 * on anything but ACK, keeps them out, and data segments without PSH with them. What kernels
 * acknowledged, and when, cannot be in them.
 */
public final class PlainAcks {
  private static final Shared<Boolean> MISSING = Shared.of(PlainAcks::none);

  private PlainAcks() {}

  /** {@return whether there is none, where there must have been some} */
  public static boolean missing(CaseFile file) {
    return MISSING.in(file);
  }

  private static boolean none(CaseFile file) {
    List<WireSight> captured =
        file.attempts().stream()
            .filter(attempt -> !attempt.probed())
            .map(ConnectionAttempt::wire)
            .filter(wire -> spoke(wire.fromClient()) || spoke(wire.fromServer()))
            .toList();
    return captured.stream().anyMatch(wire -> spoke(wire.fromClient()) && spoke(wire.fromServer()))
        && captured.stream().noneMatch(wire -> completedBare(wire) || plain(wire) > 0);
  }

  private static boolean spoke(SentHalf half) {
    return half.volume().payloadBytes() > 0;
  }

  private static boolean completedBare(WireSight wire) {
    Moment completed = wire.handshake().finalAck();
    return completed.seen() && completed.frame() != wire.fromClient().volume().firstData().frame();
  }

  /** At least so many segments bore neither data nor one of the flags SYN, FIN and RST. */
  private static long plain(WireSight wire) {
    int finished = wire.ending().how() == Ending.How.CLOSED ? 2 : wire.resets().isEmpty() ? 0 : 1;
    int control =
        wire.handshake().syns().size()
            + wire.handshake().synAcks().size()
            + wire.resets().size()
            + finished;
    return withoutData(wire.fromClient()) + withoutData(wire.fromServer()) - control;
  }

  private static long withoutData(SentHalf half) {
    return half.volume().packets()
        - half.volume().dataSegments()
        - half.repair().retransmitted()
        - half.repair().networkDuplicates();
  }
}
