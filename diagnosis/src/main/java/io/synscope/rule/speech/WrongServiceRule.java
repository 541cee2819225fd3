package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Tongue;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A Redis client talks to something that is not Redis. */
public final class WrongServiceRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("wrong_service", Severity.CRITICAL)
          .title("Another service answers on this port")
          .meaning(
              "The client speaks RESP, and what answers is no Redis: the port or the address"
                  + " belongs to another service, or a proxy answers in its own name.")
          .remedy(
              "Compare address and port in the client's settings with those of the server.",
              "printf 'PING\\r\\n' | nc -w 2 {host} {port}",
              "+PONG, or -NOAUTH, comes back.")
          .remedy(
              "See on that host who listens there.",
              "ss -ltnp 'sport = :{port}'",
              "The process is redis-server.")
          .nextTest("curl -sv http://{host}:{port}/ names the service if it speaks HTTP")
          .cite("RESP specification; RFC 9110");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.OTHER_TONGUE,
              attempt ->
                  attempt.wire().conversation().client() == Tongue.RESP
                      && isForeign(attempt.wire().conversation().server()));
      if (!hits.isEmpty()) {
        boolean http = hits.get(0).wire().conversation().server() == Tongue.HTTP;
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(http ? Confidence.PROVEN : Confidence.LIKELY)
            .say(
                "%s answered %s of RESP with %s.",
                listener.server(),
                Phrase.count(hits.size(), "connection"),
                http ? "HTTP" : "bytes that are not RESP")
            .ruleOut("redis_protocol_error", "the answer is not Redis's")
            .evidence(
                "request in RESP, answer in " + (http ? "HTTP" : "something else"),
                Frames.ofAttempts(
                    hits,
                    hit ->
                        Frames.of(
                            hit.wire().fromClient().volume().firstData(),
                            hit.wire().fromServer().volume().firstData())),
                CAUSE.cite());
      }
    }
  }

  private static boolean isForeign(Tongue server) {
    return server == Tongue.HTTP || server == Tongue.OTHER;
  }
}
