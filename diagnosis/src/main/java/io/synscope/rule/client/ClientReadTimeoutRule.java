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

/** The client stops waiting before the reply comes. */
public final class ClientReadTimeoutRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("client_read_timeout", Severity.WARNING)
          .title("The client gives up before the reply comes")
          .meaning(
              "The client closes at its own socket timeout while a request is outstanding; the"
                  + " reply comes later and is answered by a RST. The network delivered everything.")
          .remedy(
              "Find what makes the server late first; the timeout only decides who notices.",
              "redis-cli -h {host} -p {port} SLOWLOG GET 25",
              "Replies come within the client's timeout.")
          .remedy(
              "Set the client's command timeout above the slowest command that is legitimate.",
              "",
              "The client's log shows no timeout while SLOWLOG shows such commands.")
          .nextTest("SLOWLOG GET and LATENCY LATEST on the server at that time")
          .cite("RFC 9293 3.10.7.1 (segment for a closed connection)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits = listener.with(Story.CLOSED_BY_CLIENT_TIMEOUT);
      if (!hits.isEmpty()) {
        long shortest = hits.stream().mapToLong(ClientReadTimeoutRule::waited).min().orElse(0);
        long longest = hits.stream().mapToLong(ClientReadTimeoutRule::waited).max().orElse(0);
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.STRONG)
            .say(
                "%s to %s closed by the client after waiting %s; the replies came later.",
                Phrase.count(hits.size(), "connection"),
                listener.server(),
                Phrase.range(shortest, longest))
            .ruleOut("path_cut", "the request was acknowledged and the reply arrived, late")
            .evidence(
                "the client's FIN with a request outstanding, and the RST that answers the late reply",
                Frames.ofAttempts(hits, ClientReadTimeoutRule::frames),
                CAUSE.cite());
      }
    }
  }

  private static long waited(ConnectionAttempt attempt) {
    return attempt.wire().ending().at().since(attempt.wire().fromClient().volume().lastData());
  }

  private static List<Long> frames(ConnectionAttempt attempt) {
    return Frames.of(
        attempt.wire().fromClient().volume().lastData(),
        attempt.wire().ending().at(),
        attempt.wire().resets().get(0).at());
  }
}
