package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.SocketSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A probe's PING finds an open door and nobody behind it: each connection is closed unanswered. */
public final class ClosedUnheardRule implements Rule {
  private static final int OFTEN = 3;
  private static final Cause CAUSE =
      Cause.named("closed_unheard", Severity.CRITICAL)
          .title("Connections are accepted and closed without an answer")
          .meaning(
              "The handshake succeeds, PING is sent, and the connection is closed or reset without a"
                  + " word. A proxy or load balancer whose backend is away does that (docker-proxy,"
                  + " HAProxy, a cloud balancer), and so does a service that is no Redis.")
          .remedy(
              "See on that host who listens there: is it redis-server, or a proxy?",
              "ss -ltnp 'sport = :{port}'",
              "The process is redis-server, or the proxy's backend is known.")
          .remedy(
              "Ask behind the proxy: the backend's address and port from its settings.",
              "redis-cli -h BACKEND -p PORT PING   # on the proxy's host",
              "PONG; the proxy counts that backend as healthy.")
          .nextTest("Capture on {host}: does a connection to the backend follow each accepted one?")
          .cite("RFC 9293 3.10.4; RESP specification: PING");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> unheard = listener.matching(Trait.PROBED, ClosedUnheardRule::unheard);
      if (unheard.isEmpty()) {
        continue;
      }
      boolean explained =
          !docket
              .drafts(
                  draft ->
                      draft.severity() != Severity.INFO
                          && draft.server().filter(listener.server()::equals).isPresent())
              .isEmpty();
      if (!explained && listener.matching(Trait.PROBED, ClosedUnheardRule::replied).isEmpty()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(unheard)
            .confidence(unheard.size() >= OFTEN ? Confidence.LIKELY : Confidence.POSSIBLE)
            .say(
                "%s accepted %s and closed each of them without an answer to PING.",
                listener.server(), Phrase.count(unheard.size(), "connection"))
            .handshakes("established, and closed without a byte of reply", unheard, CAUSE.cite())
            .alternative(
                "wrong_service",
                "tls_plain_to_tls_port",
                "redis_killed",
                "redis_restart",
                "redis_client_kill",
                "rst_injected")
            .ruleOut("refused_no_listener", "the handshake succeeded");
      }
    }
  }

  private static boolean unheard(ConnectionAttempt attempt) {
    return attempt.sight() instanceof SocketSight socket
        && attempt.outcome().established()
        && !socket.tls()
        && socket.requestSent()
        && (socket.closedByPeer() || socket.errno().equals("ECONNRESET"))
        && socket.reply().isEmpty()
        && socket.greeting().isEmpty();
  }

  private static boolean replied(ConnectionAttempt attempt) {
    return attempt.sight() instanceof SocketSight socket && socket.replied();
  }
}
