package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** The client speaks plain RESP, the port wants TLS. */
public final class PlainToTlsPortRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("tls_plain_to_tls_port", Severity.CRITICAL)
          .title("Plain RESP spoken to a TLS port")
          .meaning(
              "The client sends RESP to a port that expects a TLS handshake. Redis closes with the"
                  + " request unread, which the kernel turns into a reset: the client sees"
                  + " \"connection reset\", and no TLS alert is on the wire.")
          .remedy(
              "Switch TLS on in the client.",
              "rediss://{host}:{port}   # redis-cli --tls --cacert ca.crt -h {host} -p {port} PING",
              "PONG over TLS.")
          .remedy(
              "Or connect to the plain port, if there is one.",
              "redis-cli --tls -h {host} -p {port} CONFIG GET port   # 0 means TLS only",
              "redis-cli -h {host} -p PLAIN_PORT PING answers PONG.")
          .nextTest("openssl s_client -connect {host}:{port} </dev/null: a ServerHello comes back")
          .cite("RFC 8446 4; redis/tls.c; Linux tcp_close (unread data: RST)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.with(Trait.TLS, Trait.RESET).stream()
              .filter(
                  attempt ->
                      attempt.wire().conversation().client() == Tongue.RESP
                          && (file.story(attempt) == Story.CLOSED_BY_SERVER_TLS
                              || attempt.wire().conversation().server() == Tongue.TLS))
              .toList();
      if (!hits.isEmpty() && !plainWorks(listener) && !endsUnasked(listener)) {
        write(docket.find(CAUSE).at(listener.server()), listener, hits);
      }
    }
  }

  private static boolean plainWorks(Listener listener) {
    return listener.attempts().stream()
        .anyMatch(attempt -> attempt.wire().conversation().server() == Tongue.RESP);
  }

  /** Whoever expects TLS waits for it: a connection closed before the client spoke was no TLS. */
  private static boolean endsUnasked(Listener listener) {
    return listener.with(Story.CLOSED_BY_SERVER_FIN, Story.RESET_BY_SERVER).stream()
        .map(ConnectionAttempt::wire)
        .filter(wire -> wire.handshake().firstSyn().seen())
        .filter(wire -> wire.fromServer().volume().payloadBytes() == 0)
        .anyMatch(wire -> !wire.clientSpokeBeforeEnd());
  }

  private static void write(Draft draft, Listener listener, List<ConnectionAttempt> hits) {
    boolean tlsAnswer = hits.stream().anyMatch(a -> a.wire().conversation().server() == Tongue.TLS);
    boolean tlsElsewhere =
        listener.attempts().stream()
            .anyMatch(a -> a.wire().conversation().tls().serverHello().seen());
    draft
        .hits(hits)
        .confidence(confidence(tlsAnswer, tlsElsewhere, hits.size()))
        .say(
            "%s sent plain RESP to %s and %s: the port expects TLS.",
            Phrase.count(hits.size(), "connection"),
            listener.server(),
            tlsAnswer
                ? "got a TLS record back"
                : (hits.size() == 1 ? "was" : "were") + " reset at once, without a byte")
        .ruleOut("rst_injected", "the RST is that of a living socket (window, timestamps)")
        .ruleOut("refused_no_listener", "the handshake succeeded")
        .evidence(
            "the client's first bytes are RESP; the server "
                + (tlsAnswer
                    ? "answers with a TLS record"
                    : "destroys the socket, the bytes unread"),
            Frames.ofAttempts(
                hits,
                hit ->
                    Frames.of(
                        hit.wire().fromClient().volume().firstData(),
                        hit.wire().resets().stream()
                            .findFirst()
                            .map(Reset::at)
                            .orElse(hit.wire().fromServer().volume().firstData()))),
            CAUSE.cite());
    if (!tlsAnswer && !tlsElsewhere) {
      draft.alternative("closed_unheard", "redis_killed");
    }
  }

  private static Confidence confidence(boolean tlsAnswer, boolean tlsElsewhere, int hits) {
    if (tlsAnswer) {
      return Confidence.PROVEN;
    }
    if (tlsElsewhere) {
      return Confidence.STRONG;
    }
    return hits >= 2 ? Confidence.LIKELY : Confidence.POSSIBLE; // so closes a proxy without backend
  }
}
