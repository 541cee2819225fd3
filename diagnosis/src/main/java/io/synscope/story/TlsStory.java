package io.synscope.story;

import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
import java.util.Optional;

/** One side speaks TLS and the other does not, or does not like what it hears. */
final class TlsStory {
  private static final long AT_ONCE_NANOS = 100_000_000L;
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private TlsStory() {}

  static Optional<Story> of(WireSight wire, long captureEndNanos) {
    Conversation talk = wire.conversation();
    if (talk.client() != Tongue.TLS) {
      return plainToTls(wire) ? Optional.of(Story.CLOSED_BY_SERVER_TLS) : Optional.empty();
    }
    if (talk.tls().clientAlert() > 0) {
      return Optional.of(Story.CLOSED_BY_CLIENT_TLS);
    }
    if (talk.tls().serverAlert() > 0 || talk.tls().serverHiddenAlert()) {
      return Optional.of(Story.CLOSED_BY_SERVER_TLS);
    }
    boolean silence =
        !talk.tls().serverHello().seen() && wire.fromServer().volume().payloadBytes() == 0;
    return silence && inVain(wire, captureEndNanos)
        ? Optional.of(Story.TLS_NO_ANSWER)
        : Optional.empty();
  }

  /** The client waited long, and the server did not end it. */
  private static boolean inVain(WireSight wire, long captureEndNanos) {
    Ending ending = wire.ending();
    boolean ended = ending.how() == Ending.How.CLOSED || ending.how() == Ending.How.RESET;
    long until = ended ? ending.at().nanos() : captureEndNanos;
    Moment hello = wire.fromClient().volume().firstData();
    return !(ended && ending.by() == Party.SERVER)
        && hello.seen()
        && until - hello.nanos() >= PATIENCE_NANOS;
  }

  /** RESP to a TLS port: the server says nothing and destroys the socket with the bytes unread. */
  static boolean plainToTls(WireSight wire) {
    return wire.conversation().client() == Tongue.RESP
        && wire.fromServer().volume().payloadBytes() == 0
        && wire.resets().stream().anyMatch(TlsStory::abortsAtOnce);
  }

  private static boolean abortsAtOnce(Reset reset) {
    return reset.from() == Party.SERVER
        && reset.form() == Reset.Form.SOCKET_ABORT
        && reset.answerNanos() < AT_ONCE_NANOS;
  }
}
