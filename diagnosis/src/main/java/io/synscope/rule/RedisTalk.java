package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Tongue;
import java.util.Set;

/** Whether a connection is, or may well be, one with Redis. */
public final class RedisTalk {
  private static final int FIRST_UNPRIVILEGED_PORT = 1024; // "+OK" below it is POP3
  private static final Set<Integer> USUAL_PORTS = Set.of(6379, 6380, 16379, 26379);
  private static final Set<Integer> OTHER_TLS_PORTS = Set.of(443, 8443, 9443);

  private RedisTalk() {}

  /** {@return whether either end was heard to speak RESP} */
  public static boolean heard(ConnectionAttempt attempt) {
    Conversation talk = attempt.wire().conversation();
    return (talk.client() == Tongue.RESP || talk.server() == Tongue.RESP)
        && attempt.tuple().server().port() >= FIRST_UNPRIVILEGED_PORT;
  }

  /** {@return whether this port is one that Redis, its replicas, TLS or Sentinel usually have} */
  public static boolean usualPort(Endpoint server) {
    return USUAL_PORTS.contains(server.port());
  }

  /** {@return whether this is Redis by its words, by its usual port, or by being probed} */
  public static boolean expected(ConnectionAttempt attempt) {
    return heard(attempt)
        || attempt.probed()
        || plausible(attempt) && usualPort(attempt.tuple().server());
  }

  /** {@return whether RESP was heard, or nothing that speaks against it} */
  public static boolean plausible(ConnectionAttempt attempt) {
    Conversation talk = attempt.wire().conversation();
    int port = attempt.tuple().server().port();
    return heard(attempt)
        || opaque(talk.client())
            && opaque(talk.server())
            && port >= FIRST_UNPRIVILEGED_PORT
            && !OTHER_TLS_PORTS.contains(port);
  }

  private static boolean opaque(Tongue tongue) {
    return switch (tongue) {
      case SILENT, TLS, UNSEEN, RESP -> true;
      case HTTP, PROXY_HEADER, OTHER -> false;
    };
  }
}
