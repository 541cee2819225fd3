package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** A replica without its primary refuses to serve old data. */
public final class MasterDownRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_masterdown", Severity.CRITICAL)
          .title("The replica has lost its primary")
          .meaning(
              "The server is a replica whose link to the primary is down, and"
                  + " replica-serve-stale-data is no: it answers -MASTERDOWN.")
          .remedy(
              "See why the link is down.",
              "redis-cli -h {host} -p {port} INFO replication",
              "master_link_status:up.")
          .remedy(
              "Repair the path or the password between replica and primary, or promote this"
                  + " server if the primary is gone.",
              "redis-cli -h {host} -p {port} CONFIG GET masterauth   # to promote:"
                  + " REPLICAOF NO ONE",
              "GET answers data.")
          .remedy(
              "If old data are better than none, allow them.",
              "redis-cli -h {host} -p {port} CONFIG SET replica-serve-stale-data yes",
              "GET answers data while the link is down.")
          .nextTest(
              "redis-cli -h {host} -p {port} INFO replication: master_link_down_since_seconds")
          .cite("Redis error prefix MASTERDOWN; redis.conf: replica-serve-stale-data");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "MASTERDOWN")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s refused %s on %s: it is a replica, and its link to the primary is down.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "command"),
              Phrase.count(complaint.heard().size(), "connection"));
    }
  }
}
