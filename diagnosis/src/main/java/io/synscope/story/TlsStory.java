package io.synscope.story;

import io.synscope.observation.Conversation;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
import java.util.Optional;

/** One side speaks TLS and the other does not, or does not like what it hears. */
final class TlsStory {
  private static final long AT_ONCE_NANOS = 100_000_000L;

  private TlsStory() {}

  static Optional<Story> of(WireSight wire) {
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
    return silence ? Optional.of(Story.TLS_NO_ANSWER) : Optional.empty();
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
