package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Redis refuses writes because it could not save its data. */
public final class WritesStoppedRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_misconf", Severity.CRITICAL)
          .title("Redis cannot save and refuses writes")
          .meaning(
              "The last snapshot or append to disk failed, and Redis answers writes with"
                  + " -MISCONF, so that no more data are at risk.")
          .remedy(
              "See what failed: a full disk, a read-only directory, no memory for the fork.",
              "redis-cli -h {host} -p {port} INFO persistence; df -h; journalctl -u"
                  + " redis-server -n 50",
              "rdb_last_bgsave_status:ok and aof_last_write_status:ok.")
          .remedy(
              "Repair the disk or its permissions and save once.",
              "redis-cli -h {host} -p {port} BGSAVE",
              "LASTSAVE moves on, and SET answers OK.")
          .nextTest("redis-cli -h {host} -p {port} INFO persistence: rdb_last_bgsave_status")
          .cite("Redis error prefix MISCONF; redis.conf: stop-writes-on-bgsave-error");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "MISCONF")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s refused %s on %s: it could not save its data to disk.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "write"),
              Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("redis_oom", "the words are -MISCONF");
    }
  }
}
