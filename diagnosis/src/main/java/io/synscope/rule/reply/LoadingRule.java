package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Redis is reading its data set and serves nobody yet. */
public final class LoadingRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_loading", Severity.WARNING)
          .title("Redis is loading its data")
          .meaning(
              "Redis was started a moment ago, or fetched a full copy from its primary, and"
                  + " answers -LOADING until the data set is in memory.")
          .remedy(
              "Wait for it, and see how long it will take.",
              "redis-cli -h {host} -p {port} INFO persistence",
              "loading:0; loading_eta_seconds says how long until then.")
          .remedy(
              "Find out why it restarted.",
              "journalctl -u redis-server -n 100",
              "The cause of the restart is known: crash, out-of-memory killer, deployment.")
          .remedy(
              "Let clients repeat with growing pauses while it loads.",
              "",
              "Clients recover by themselves after a restart.")
          .nextTest("redis-cli -h {host} -p {port} INFO server: uptime_in_seconds is small")
          .cite("Redis error prefix LOADING");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "LOADING")) {
      long nanos =
          complaint.replies().stream().mapToLong(reply -> reply.last().nanos()).max().orElse(0)
              - complaint.replies().stream()
                  .mapToLong(reply -> reply.first().nanos())
                  .min()
                  .orElse(0);
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s was loading its data set: it answered -LOADING %s, over %s.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "time"),
              Phrase.span(nanos))
          .ruleOut("redis_busy_script", "the words are -LOADING");
    }
  }
}
