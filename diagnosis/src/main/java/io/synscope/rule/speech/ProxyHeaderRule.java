package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.Moment;
import io.synscope.observation.Tongue;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A load balancer prefixes the PROXY header, and the server takes it for a command. */
public final class ProxyHeaderRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("proxy_header_to_redis", Severity.CRITICAL)
          .title("PROXY header sent to a server that does not expect it")
          .meaning(
              "A load balancer sends the PROXY protocol's header before the client's bytes; Redis"
                  + " takes it for an inline command and answers with an error, so each client reads a"
                  + " reply that it never asked for, and all its replies are one off.")
          .remedy(
              "Switch the PROXY protocol off for this target.",
              "remove send-proxy from HAProxy's server line; AWS NLB: proxy_protocol_v2.enabled=false",
              "The first bytes that reach {host}:{port} are those of the client.")
          .remedy(
              "Or put something in between that understands it.",
              "bind :{port} accept-proxy   # HAProxy on the server, speaking plain TCP to Redis",
              "redis-cli -h {host} -p {port} PING through the balancer answers PONG.")
          .nextTest("printf 'PING\\r\\n' | nc -w 2 {host} {port}: directly it is answered by +PONG")
          .cite("HAProxy PROXY protocol, sections 2.1 and 2.2; redis/networking.c inline commands");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(Trait.OTHER_TONGUE, ProxyHeaderRule::misunderstood);
      if (!hits.isEmpty()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.PROVEN)
            .say(
                "%s to %s began with a PROXY header, and the server answered it with an error.",
                Phrase.count(hits.size(), "connection"), listener.server())
            .ruleOut("redis_protocol_error", "the client's own bytes come behind the header")
            .evidence(
                "the header, and the error that answers it",
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

  /** Its first words are an error, and it answers once more than the client asks. */
  private static boolean misunderstood(ConnectionAttempt attempt) {
    Conversation talk = attempt.wire().conversation();
    Moment firstWord = attempt.wire().fromServer().volume().firstData();
    return talk.client() == Tongue.PROXY_HEADER
        && talk.unpaired() > 0
        && talk.errors().stream()
            .filter(error -> error.first().frame() == firstWord.frame())
            .anyMatch(ProxyHeaderRule::takesItForACommand);
  }

  private static boolean takesItForACommand(ErrorReply error) {
    return error.text().contains("unknown command") || error.text().contains("Protocol error");
  }
}
