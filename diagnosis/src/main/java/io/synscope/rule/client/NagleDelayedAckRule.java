package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** Nagle's algorithm waits for an ACK that the other end delays: 40 ms for each request. */
public final class NagleDelayedAckRule implements Rule {
  private static final int REPEATED = 5;
  private static final int USUAL = 10;

  private static final Cause CAUSE =
      Cause.named("nagle_delayed_ack", Severity.WARNING)
          .title("Nagle's algorithm and delayed ACK wait for each other")
          .meaning(
              "The sender writes one message in several small pieces without TCP_NODELAY: the first"
                  + " leaves, the second waits for its acknowledgment, and the other end delays that"
                  + " by 40 ms because it waits for the rest.")
          .remedy(
              "Set TCP_NODELAY on the socket (every current Redis client library does).",
              "setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, 1)",
              "The pieces leave back to back, and replies come 40 ms earlier.")
          .remedy(
              "Write each command with one call; flush pipelines once.",
              "strace -f -e trace=write,sendto,writev -p PID   # on the sender",
              "One write per command.")
          .nextTest("ss -ti on the sender: nodelay is missing from the line of the socket")
          .cite("RFC 896; RFC 1122 4.2.3.2, 4.2.3.4; Linux TCP_DELACK_MIN");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      for (Party sender : Party.values()) {
        List<ConnectionAttempt> hits =
            listener.matching(
                Trait.NAGLE_STALL, a -> a.wire().from(sender).nagleStalls() >= REPEATED);
        if (!hits.isEmpty()) {
          write(docket, listener, sender, hits);
        }
      }
    }
  }

  private static void write(
      Docket docket, Listener listener, Party sender, List<ConnectionAttempt> hits) {
    int stalls = hits.stream().mapToInt(hit -> hit.wire().from(sender).nagleStalls()).sum();
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(hits)
        .count(stalls)
        .confidence(stalls >= USUAL ? Confidence.STRONG : Confidence.LIKELY)
        .say(
            "%s %s a small segment waited for the delayed acknowledgment of the one before it,"
                + " %s on %s.",
            sender == Party.CLIENT ? "Towards" : "From",
            listener.server(),
            Phrase.count(stalls, "time"),
            Phrase.count(hits.size(), "connection"))
        .ruleOut("redis_slow_command", "the request is not complete while the time passes")
        .ruleOut("random_loss", "nothing is sent again")
        .evidence(
            "a segment below the MSS, its acknowledgment 40 ms later, and at once the next segment",
            Frames.ofAttempts(hits, hit -> Frames.of(hit.wire().from(sender).nagleReleases())),
            CAUSE.cite());
  }
}
