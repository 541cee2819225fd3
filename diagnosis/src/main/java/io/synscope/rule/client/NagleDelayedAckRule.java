package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** Two small writes, and the second waits for the delayed ACK of the first. */
public final class NagleDelayedAckRule implements Rule {
  private static final int STALLS = 3;

  private static final Cause CAUSE =
      Cause.named("nagle_delayed_ack", Severity.WARNING)
          .title("Small writes wait for delayed ACKs")
          .meaning(
              "The client writes a request in two small pieces without TCP_NODELAY: Nagle's algorithm"
                  + " holds the second until the first is acknowledged, and the server delays that ACK by"
                  + " 40 ms or more. Every such request pays for it.")
          .remedy(
              "Set TCP_NODELAY on the client's sockets, or write each request with one call.",
              "strace -f -e trace=setsockopt,write,writev,sendto -p PID",
              "One write for each request; round trips lose their 40 ms.")
          .nextTest("strace of the client: two writes for one request")
          .cite("RFC 896; RFC 1122 4.2.3.2; Linux TCP_DELACK_MIN");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(attempt -> attempt.wire().fromClient().nagleStalls() >= STALLS);
      if (!hits.isEmpty()) {
        int stalls = hits.stream().mapToInt(hit -> hit.wire().fromClient().nagleStalls()).sum();
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(stalls >= 5 ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "%s of %s to %s waited for the delayed ACK of the piece before.",
                Phrase.count(stalls, "small write"),
                Phrase.count(hits.size(), "connection"),
                listener.server())
            .ruleOut("redis_slow_command", "the request was incomplete while it waited")
            .ruleOut("random_loss", "nothing was sent twice")
            .evidence(
                "a small segment, its ACK about 40 ms later, and the rest of the request right after that ACK",
                Frames.ofAttempts(hits, hit -> Frames.of(hit.wire().fromClient().nagleReleases())),
                CAUSE.cite());
      }
    }
  }
}
