package io.synscope.story;

import io.synscope.observation.Ending;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import java.util.Optional;

/** Something was sent or asked, and nothing came of it. */
final class StuckStory {
  private static final long REQUEST_PATIENCE_NANOS = 300_000_000L;
  private static final int LARGE_BYTES = 1000;
  private static final int IN_VAIN = 3;

  private final long captureEndNanos;

  StuckStory(long captureEndNanos) {
    this.captureEndNanos = captureEndNanos;
  }

  Optional<Story> of(WireSight wire) {
    SentHalf client = wire.fromClient();
    SentHalf server = wire.fromServer();
    if (client.keepAlivesUnanswered() >= 2 || server.keepAlivesUnanswered() >= 2) {
      return Optional.of(Story.KEEPALIVE_TIMEOUT);
    }
    if (lost(server) && server.sizes().smallestLost() >= LARGE_BYTES
        || server.sizes().holeBytes() >= LARGE_BYTES) {
      return Optional.of(Story.REQUEST_TIMEOUT_LARGE_REPLY_LOST);
    }
    if (lost(client) || client.sizes().holeBytes() > 0 || abandoned(server)) {
      return Optional.of(Story.REQUEST_TIMEOUT_NO_ACK);
    }
    if (server.unseenBytes() > 0) { // it was answered, and the answer was lost
      return closedUnanswered(wire) || heardNothing(wire)
          ? Optional.of(lostReply(server))
          : Optional.empty();
    }
    return wire.conversation()
        .oldestOutstanding()
        .filter(waiting -> delivered(wire, waiting) && waited(wire, waiting))
        .map(waiting -> Story.REQUEST_TIMEOUT_ACKED);
  }

  private static boolean lost(SentHalf half) {
    return half.volume().unacknowledgedBytes() > 0 && half.repair().retransmitted() > 0;
  }

  /** Replies are repeated again and again: their client, or the way to it, is gone. */
  private static boolean abandoned(SentHalf server) {
    Moment since = server.volume().unacknowledgedSince();
    return server.volume().unacknowledgedBytes() > 0
        && server.windowStalls().isEmpty()
        && server.repair().retransmissions().stream()
                .filter(again -> again.at().nanos() > since.nanos())
                .count()
            >= IN_VAIN;
  }

  /** The client waited, asked again, and gave up: the network lost the answer, not the capture. */
  private boolean closedUnanswered(WireSight wire) {
    boolean askedAgain = wire.fromClient().repair().retransmitted() > 0;
    return askedAgain
        && wire.ending().how() != Ending.How.OPEN
        && wire.ending().by() == Party.CLIENT
        && wire.conversation().oldestOutstanding().filter(w -> waited(wire, w)).isPresent();
  }

  /** The request was acknowledged, not a byte came back, and the client closed after a while. */
  private static boolean heardNothing(WireSight wire) {
    Ending ending = wire.ending();
    return wire.fromServer().volume().payloadBytes() == 0
        && wire.fromServer().unseenBytes() >= LARGE_BYTES
        && wire.fromClient().volume().acknowledgedBytes() > 0
        && ending.how() != Ending.How.OPEN
        && ending.by() == Party.CLIENT
        && ending.at().since(wire.fromClient().volume().lastData()) >= REQUEST_PATIENCE_NANOS;
  }

  private static Story lostReply(SentHalf server) {
    return server.unseenBytes() >= LARGE_BYTES
        ? Story.REQUEST_TIMEOUT_LARGE_REPLY_LOST
        : Story.REQUEST_TIMEOUT_NO_ACK;
  }

  /** It may still be on its way there, or its acknowledgment on the way back. */
  private static boolean delivered(WireSight wire, Exchange waiting) {
    Moment last = wire.fromServer().volume().lastPacket();
    boolean heardSince = last.seen() && last.nanos() > waiting.requestEnd().nanos();
    return waiting.requestAck().seen()
        || heardSince && wire.fromClient().volume().unacknowledgedBytes() == 0;
  }

  private boolean waited(WireSight wire, Exchange waiting) {
    boolean ended =
        wire.ending().how() == Ending.How.CLOSED || wire.ending().how() == Ending.How.RESET;
    long end = ended ? wire.ending().at().nanos() : captureEndNanos;
    Moment said = wire.fromServer().volume().lastData();
    long since = Math.max(waiting.requestEnd().nanos(), said.nanos());
    return wire.fromServer().volume().packets() > 0 && end - since >= REQUEST_PATIENCE_NANOS;
  }
}
