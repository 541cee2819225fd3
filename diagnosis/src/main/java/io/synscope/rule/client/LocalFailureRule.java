package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.SocketSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** A probe's connects fail on its own host, each time for one and the same reason. */
public final class LocalFailureRule implements Rule {
  private final LocalTrouble trouble;

  /** The rule for this kind of trouble. */
  public LocalFailureRule(LocalTrouble trouble) {
    this.trouble = trouble;
  }

  @Override
  public Cause cause() {
    return trouble.cause;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> failed = listener.with(trouble.outcome);
      if (!failed.isEmpty()) {
        boolean atOnce = !errno(failed.get(0)).isEmpty();
        docket
            .find(trouble.cause)
            .at(listener.server())
            .hits(failed)
            .confidence(atOnce ? Confidence.PROVEN : Confidence.STRONG)
            .say(
                "%s to %s ended on this host: %s%s.",
                Phrase.count(failed.size(), "connect"),
                listener.server(),
                trouble.sign,
                atOnce ? " (" + errno(failed.get(0)) + ")" : "")
            .ruleOut("silent_drop", "no packet left the host")
            .ruleOut("refused_no_listener", "no packet left the host")
            .evidence(trouble.sign, List.of(), trouble.cause.cite());
      }
    }
  }

  private static String errno(ConnectionAttempt attempt) {
    return attempt.sight() instanceof SocketSight socket ? socket.errno() : "";
  }
}
