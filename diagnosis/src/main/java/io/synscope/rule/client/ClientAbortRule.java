package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The client destroys its connection while it waits for a reply. */
public final class ClientAbortRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("client_abort", Severity.WARNING)
          .title("The client aborts its connections")
          .meaning(
              "The client resets a connection while a request is outstanding: its process died, or"
                  + " it closes with SO_LINGER 0 or with unread data. The server did nothing wrong.")
          .remedy(
              "Look in the client's own log at that time: a crash, a kill, a pool that discards"
                  + " connections.",
              "journalctl --since ... ; dmesg -T | grep -i 'killed process'",
              "No RST from the client with a request outstanding in the next capture.")
          .nextTest("strace -f -e trace=close,shutdown,setsockopt -p PID on the client")
          .cite("RFC 9293 3.10.4 (ABORT); Linux net/ipv4/tcp.c tcp_close");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.with(Story.RESET_BY_CLIENT).stream().filter(ClientAbortRule::waiting).toList();
      if (!hits.isEmpty()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.STRONG)
            .say(
                "%s to %s reset by the client while a request was outstanding.",
                Phrase.count(hits.size(), "connection"), listener.server())
            .ruleOut("redis_killed", "the RST comes from the client, with the client's TTL")
            .evidence(
                "the client's RST, in sequence, with a request unanswered",
                Frames.ofAttempts(hits, hit -> Frames.of(hit.wire().ending().at())),
                CAUSE.cite());
      }
    }
  }

  private static boolean waiting(ConnectionAttempt attempt) {
    return attempt.outcome().established() && attempt.wire().conversation().outstanding() > 0;
  }
}
