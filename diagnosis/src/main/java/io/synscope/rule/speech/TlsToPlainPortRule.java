package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** The client speaks TLS, the port does not. */
public final class TlsToPlainPortRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("tls_to_plain_port", Severity.CRITICAL)
          .title("TLS spoken to a port without TLS")
          .meaning(
              "The client begins a TLS handshake on a port that speaks plain RESP. Redis takes the"
                  + " ClientHello for an unfinished command and waits for its end, so the client"
                  + " sees a timeout, not an error.")
          .remedy(
              "Switch TLS off in the client for this port.",
              "redis://{host}:{port} instead of rediss://{host}:{port}",
              "redis-cli -h {host} -p {port} PING answers PONG.")
          .remedy(
              "Or connect to the server's TLS port.",
              "redis-cli CONFIG GET tls-port   # on the server; 0 means that TLS is off",
              "redis-cli --tls -h {host} -p TLS_PORT PING answers PONG.")
          .nextTest(
              "openssl s_client -connect {host}:{port} </dev/null: hangs without a ServerHello")
          .cite("RFC 8446 4.1.2; redis/networking.c processInlineBuffer");

  private static final Cause TO_HTTP =
      Cause.named("tls_to_plain_port", Severity.CRITICAL)
          .title("TLS spoken to a port without TLS")
          .meaning(
              "The client begins a TLS handshake on a port that speaks plain HTTP. The server takes"
                  + " the ClientHello for a bad request and says so in words that the client cannot"
                  + " read: it reports a wrong version number or an unknown record.")
          .remedy(
              "Switch TLS off in the client for this port, or name the port that serves TLS.",
              "http://{host}:{port}/ instead of https://{host}:{port}/",
              "curl -v http://{host}:{port}/ gets an answer.")
          .remedy(
              "Or serve TLS on this port.",
              "openssl s_client -connect {host}:{port} </dev/null",
              "A ServerHello comes back instead of wrong version number.")
          .nextTest("curl -v http://{host}:{port}/: an answer in plain HTTP comes back")
          .cite("RFC 8446 4.1.2; RFC 9112 2.2");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.TLS,
              attempt ->
                  file.story(attempt) == Story.TLS_NO_ANSWER
                          && heardByKernel(attempt)
                          && RedisTalk.plausible(attempt)
                      || answersInPlain(attempt)
                      || probedInVain(attempt));
      if (!hits.isEmpty()) {
        boolean http = hits.stream().allMatch(attempt -> answersIn(Tongue.HTTP, attempt));
        write(docket.find(http ? TO_HTTP : CAUSE).at(listener.server()), listener, hits);
      }
    }
  }

  private static void write(Draft draft, Listener listener, List<ConnectionAttempt> hits) {
    boolean answered = hits.stream().anyMatch(TlsToPlainPortRule::answersInPlain);
    boolean plainElsewhere =
        listener.attempts().stream()
            .anyMatch(a -> a.wire().conversation().server() == Tongue.RESP && RedisTalk.heard(a));
    draft
        .hits(hits)
        .confidence(
            answered ? Confidence.PROVEN : plainElsewhere ? Confidence.STRONG : Confidence.LIKELY)
        .say(
            "%s began a TLS handshake with %s; %s.",
            Phrase.count(hits.size(), "connection"),
            listener.server(),
            answered
                ? "it answered in plain " + (answersInResp(hits) ? "RESP" : "HTTP")
                : "its kernel acknowledged the ClientHello, and nothing came back")
        .ruleOut("path_cut", "the ClientHello was acknowledged")
        .evidence(
            "the client's first bytes are a TLS ClientHello (16 03)",
            Frames.ofAttempts(
                hits,
                hit ->
                    Frames.of(
                        hit.wire().conversation().tls().clientHello(),
                        hit.wire().fromServer().volume().firstData())),
            (answered && !answersInResp(hits) ? TO_HTTP : CAUSE).cite());
    if (!answered && !plainElsewhere) {
      draft.alternative("app_hung");
    }
    if (plainElsewhere) {
      draft.ruleOut("app_hung", "the port serves other connections in plain RESP");
    }
  }

  private static boolean heardByKernel(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().volume().acknowledgedBytes() > 0;
  }

  /** A probe's socket: the ClientHello was acknowledged, and the probe waited until its timeout. */
  private static boolean probedInVain(ConnectionAttempt attempt) {
    return attempt.sight() instanceof SocketSight socket
        && attempt.outcome().established()
        && socket.phase() == Phase.TLS
        && socket.timedOut()
        && socket.unacknowledged() == 0;
  }

  private static boolean answersInResp(List<ConnectionAttempt> attempts) {
    return attempts.stream().anyMatch(attempt -> answersIn(Tongue.RESP, attempt));
  }

  static boolean answersInPlain(ConnectionAttempt attempt) {
    return answersIn(Tongue.RESP, attempt) || answersIn(Tongue.HTTP, attempt);
  }

  private static boolean answersIn(Tongue tongue, ConnectionAttempt attempt) {
    return attempt.wire().conversation().client() == Tongue.TLS
        && attempt.wire().conversation().server() == tongue;
  }
}
