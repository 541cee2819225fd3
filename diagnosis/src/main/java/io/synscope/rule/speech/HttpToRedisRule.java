package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
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

/** Somebody speaks HTTP to Redis, which closes without a word. */
public final class HttpToRedisRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("http_to_redis", Severity.WARNING)
          .title("HTTP spoken to Redis")
          .meaning(
              "Somebody sends HTTP to the Redis port, a load balancer's health check most likely."
                  + " Redis takes \"Host:\" and \"POST\" for an attack by way of a browser and closes"
                  + " without an answer, so the check never succeeds.")
          .remedy(
              "Let the load balancer check by TCP connect, or by PING and +PONG.",
              "option tcp-check; tcp-check send PING\\r\\n; tcp-check expect string +PONG   # HAProxy",
              "The balancer's status page calls the server healthy.")
          .remedy(
              "Find out who it is, if no balancer is meant to ask there.",
              "ss -tn 'sport = :{port}'; grep 'SECURITY ATTACK' REDIS-LOG",
              "No new \"Possible SECURITY ATTACK detected\" in Redis's log.")
          .nextTest("grep 'Possible SECURITY ATTACK' in Redis's log at the time of these frames")
          .cite("redis/networking.c securityWarningCommand; RFC 9110");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(Trait.OTHER_TONGUE, HttpToRedisRule::shownOut);
      if (hits.isEmpty()) {
        continue;
      }
      boolean isRedis = listener.attempts().stream().anyMatch(RedisTalk::heard);
      if (isRedis || RedisTalk.usualPort(listener.server())) {
        write(docket.find(CAUSE).at(listener.server()), hits, isRedis);
      }
    }
  }

  private static void write(Draft draft, List<ConnectionAttempt> hits, boolean isRedis) {
    draft
        .hits(hits)
        .confidence(isRedis ? Confidence.STRONG : Confidence.LIKELY)
        .say(
            "%s sent HTTP to %s, which closed without an answer, as Redis does.",
            Phrase.count(hits.size(), "connection"), hits.get(0).tuple().server())
        .ruleOut("server_idle_timeout", "the close answers the request at once")
        .ruleOut("redis_client_kill", "only connections that speak HTTP are closed")
        .evidence(
            "an HTTP request, and the server's close instead of a reply",
            Frames.ofAttempts(
                hits,
                hit ->
                    Frames.of(
                        hit.wire().fromClient().volume().firstData(), hit.wire().ending().at())),
            CAUSE.cite());
    if (!isRedis) {
      draft.alternative("wrong_service");
    }
  }

  private static boolean shownOut(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    return wire.conversation().client() == Tongue.HTTP
        && wire.fromServer().volume().payloadBytes() == 0
        && wire.fromServer().volume().packets() > 0
        && wire.ending().by() == Party.SERVER
        && (wire.ending().how() == Ending.How.CLOSED || wire.ending().how() == Ending.How.RESET);
  }
}
