package io.synscope.rule.delay;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The round trip itself is long: client and server are far apart. */
public final class HighLatencyRule implements Rule {
  private static final long FAR_NANOS = 15_000_000L;
  private static final int HANDSHAKES = 2;

  private static final Cause CAUSE =
      Cause.named("high_latency", Severity.WARNING)
          .title("Client and server are far apart")
          .meaning(
              "Even the kernel's answer to a SYN takes long, and always about as long: distance, not load."
                  + " Each command that waits for the one before it pays the whole round trip.")
          .remedy(
              "Place the client in the server's region or zone, or use a replica near it.",
              "",
              "The least handshake time falls to that of the nearer place.")
          .remedy(
              "Where the distance stays, pay it once: pipelines, MGET, Lua, client-side caching.",
              "",
              "Fewer round trips for a unit of work.")
          .nextTest(
              "synscope compare HERE THERE: the difference of the least times is the distance")
          .cite("RFC 6298; RULES 4.1 (handshake round trip)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> clean =
          listener.with(Outcome.ESTABLISHED_CLEAN).stream()
              .filter(a -> a.handshakeNanos() > 0)
              .toList();
      long least = clean.stream().mapToLong(ConnectionAttempt::handshakeNanos).min().orElse(0);
      if (clean.size() >= HANDSHAKES && least >= FAR_NANOS) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(clean)
            .confidence(Confidence.STRONG)
            .say(
                "%s is %s away: none of %s was faster.",
                listener.server(), Phrase.span(least), Phrase.count(clean.size(), "handshake"))
            .ruleOut("redis_slow_command", "the kernel answers a SYN without Redis")
            .ruleOut("random_loss", "no SYN or SYN-ACK of these was sent twice")
            .handshakes("SYN, SYN-ACK and ACK span the whole round trip", clean, CAUSE.cite());
      }
    }
  }
}
