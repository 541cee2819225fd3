package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** The ACL user may not run the command or touch the key. */
public final class NotPermittedRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_noperm", Severity.WARNING)
          .title("The ACL forbids the command or key")
          .meaning(
              "The client is authenticated, but its ACL user lacks the permission for this"
                  + " command, key or channel.")
          .remedy(
              "See what was denied to whom, and what the user may do.",
              "redis-cli -h {host} -p {port} ACL LOG 10; redis-cli -h {host} -p {port} ACL"
                  + " GETUSER app",
              "The entry names the command or key.")
          .remedy(
              "Grant exactly that.",
              "redis-cli -h {host} -p {port} ACL SETUSER app '+set' '~app:*'",
              "redis-cli -h {host} -p {port} ACL DRYRUN app SET app:1 x answers OK.")
          .nextTest("redis-cli -h {host} -p {port} ACL LOG 10: reason=command, key or channel")
          .cite("Redis error prefix NOPERM");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "NOPERM")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s denied %s on %s: the ACL user lacks the permission.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "command"),
              Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("redis_noauth", "the client is authenticated");
    }
  }
}
