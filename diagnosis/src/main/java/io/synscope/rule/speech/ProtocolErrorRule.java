package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.Tongue;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** Redis closes a connection because what came was no RESP. */
public final class ProtocolErrorRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_protocol_error", Severity.CRITICAL)
          .title("The client sends broken RESP")
          .meaning(
              "Redis could not read what the client sent, said -ERR Protocol error, and closed: a"
                  + " bug in the client, two threads on one connection, a proxy header, or another"
                  + " protocol.")
          .remedy(
              "Look at the bytes before the error.",
              "tshark -r FILE -Y 'tcp.port == {port}' -z follow,tcp,ascii,0",
              "The first malformed byte is known.")
          .remedy(
              "Let no two threads write to one connection, and update the client library.",
              "",
              "INFO stats shows no further unexpected_error_replies; the log is quiet.")
          .remedy(
              "If a load balancer adds a PROXY protocol header, switch that off: Redis does not"
                  + " read it.",
              "",
              "The first bytes of a connection are RESP.")
          .nextTest("the server's log: \"Protocol error\" with the first bytes of the query")
          .cite("redis/networking.c setProtocolError; RESP specification");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.ERROR_REPLY,
              attempt ->
                  attempt.wire().conversation().client() != Tongue.TLS
                      && attempt.wire().conversation().errors().stream()
                          .anyMatch(ProtocolErrorRule::isProtocolError));
      if (!hits.isEmpty()) {
        ErrorReply first = words(hits.get(0));
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.PROVEN)
            .say(
                "%s could not read what %s sent, and closed: %s",
                listener.server(), Phrase.count(hits.size(), "client"), first.text().strip())
            .ruleOut("tls_to_plain_port", "the client's first bytes are no TLS record")
            .evidence(
                "the server said: " + first.text().strip(),
                Frames.ofAttempts(
                    hits,
                    hit ->
                        Frames.of(hit.wire().fromClient().volume().lastData(), words(hit).first())),
                CAUSE.cite());
      }
    }
  }

  private static ErrorReply words(ConnectionAttempt attempt) {
    return attempt.wire().conversation().errors().stream()
        .filter(ProtocolErrorRule::isProtocolError)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isProtocolError(ErrorReply error) {
    return error.text().contains("ERR Protocol error");
  }
}
