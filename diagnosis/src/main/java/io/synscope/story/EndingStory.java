package io.synscope.story;

import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
import java.util.Optional;

/** How a connection was ended, where the way it ended is what matters about it. */
final class EndingStory {
  private static final long PATIENCE_NANOS = 250_000_000L;

  private EndingStory() {}

  static Optional<Story> of(WireSight wire) {
    Ending ending = wire.ending();
    if (ending.how() != Ending.How.OPEN
        && wire.conversation().errors().stream().anyMatch(EndingStory::isLastWord)) {
      return Optional.of(Story.CLOSED_BY_SERVER_ERROR);
    }
    if (ending.how() == Ending.How.RESET && !wire.resets().isEmpty()) {
      Reset reset = wire.resets().get(0);
      return reset.from() == Party.CLIENT
          ? resetByClient(wire, reset)
          : Optional.of(resetByServer(wire, reset));
    }
    return ending.how() == Ending.How.CLOSED && ending.by() == Party.SERVER
        ? closedByServer(wire)
        : Optional.empty();
  }

  /** {@return whether a RST bears the address of an end that did not send it} */
  static boolean foreign(WireSight wire, Reset reset) {
    int low = wire.from(reset.from()).hopLimitLow();
    int high = wire.from(reset.from()).hopLimitHigh();
    boolean otherHop = high > 0 && (reset.hopLimit() < low || reset.hopLimit() > high);
    return otherHop || !reset.conflict().isEmpty();
  }

  private static Optional<Story> resetByClient(WireSight wire, Reset reset) {
    if (wire.fromClient().keepAlivesUnanswered() >= 2) {
      return Optional.of(Story.KEEPALIVE_TIMEOUT);
    }
    boolean closedBefore =
        wire.ending().by() == Party.CLIENT && wire.ending().at().frame() != reset.at().frame();
    if (closedBefore) {
      return lateReply(wire);
    }
    if (wire.ending().by() == Party.SERVER) {
      return closedByServer(wire);
    }
    return Optional.of(foreign(wire, reset) ? Story.RESET_BY_PATH : Story.RESET_BY_CLIENT);
  }

  /** The client closed while it waited, and its kernel resets the reply that comes too late. */
  private static Optional<Story> lateReply(WireSight wire) {
    Moment asked = wire.fromClient().volume().lastData();
    Moment closed = wire.ending().at();
    boolean waited = asked.seen() && closed.since(asked) >= PATIENCE_NANOS;
    Moment heard = wire.fromServer().volume().firstData();
    if (!waited || wire.conversation().client() == Tongue.TLS) {
      return Optional.empty();
    }
    boolean servedBefore = heard.seen() && heard.nanos() < closed.nanos();
    return Optional.of(servedBefore ? Story.CLOSED_BY_CLIENT_TIMEOUT : Story.REQUEST_TIMEOUT_ACKED);
  }

  private static Story resetByServer(WireSight wire, Reset reset) {
    if (wire.fromServer().keepAlivesUnanswered() >= 2) {
      return Story.KEEPALIVE_TIMEOUT;
    }
    if (foreign(wire, reset)) {
      return Story.RESET_BY_PATH;
    }
    if (stalled(wire)) {
      return Story.CLOSED_BY_SERVER_SLOW_READER;
    }
    boolean spoken = wire.conversation().errors().stream().anyMatch(EndingStory::isLastWord);
    return finBefore(wire, reset) || spoken
        ? closedByServer(wire).orElse(Story.CLOSED_BY_SERVER_FIN)
        : Story.RESET_BY_SERVER;
  }

  /** {@return whether the server had begun to close in order before this reset} */
  static boolean finBefore(WireSight wire, Reset reset) {
    return wire.ending().by() == Party.SERVER && wire.ending().at().frame() != reset.at().frame();
  }

  /** The server's FIN came first. {@return empty when the client had asked for it with QUIT} */
  private static Optional<Story> closedByServer(WireSight wire) {
    Conversation talk = wire.conversation();
    if (talk.answeredInHttp()) {
      return Optional.of(Story.WRONG_PROTOCOL);
    }
    if (talk.quit()) {
      return Optional.empty();
    }
    boolean slowReader = talk.replyCut() || dropsSlowReaders(talk) && hadStalled(wire);
    return Optional.of(
        slowReader || stalled(wire)
            ? Story.CLOSED_BY_SERVER_SLOW_READER
            : Story.CLOSED_BY_SERVER_FIN);
  }

  /** Who speaks another protocol closes when all is said; its reader may take its time. */
  private static boolean dropsSlowReaders(Conversation talk) {
    return talk.server() != Tongue.OTHER && talk.server() != Tongue.HTTP;
  }

  private static boolean hadStalled(WireSight wire) {
    return !wire.fromClient().windowStalls().isEmpty();
  }

  /** {@return whether the client's window was still closed at the end} */
  private static boolean stalled(WireSight wire) {
    return wire.fromClient().windowStalls().stream().anyMatch(stall -> !stall.reopened().seen());
  }

  private static boolean isLastWord(ErrorReply error) {
    return error.unasked()
        || error.text().startsWith("ERR Protocol error")
        || error.code().equals("DENIED");
  }
}
