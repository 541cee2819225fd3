package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** The password or user name is wrong. */
public final class WrongPasswordRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_wrongpass", Severity.CRITICAL)
          .title("Wrong password or user name")
          .meaning(
              "AUTH or HELLO was answered by -WRONGPASS: the password does not fit, or the"
                  + " user is disabled or unknown.")
          .remedy(
              "Compare the client's credentials with the server's: user name first, an old"
                  + " password second.",
              "redis-cli -h {host} -p {port} ACL LIST; redis-cli -h {host} -p {port} ACL"
                  + " LOG 10",
              "ACL LOG shows no new entry with reason=auth.")
          .remedy(
              "Reset the password if it is lost.",
              "redis-cli -h {host} -p {port} ACL SETUSER app on '>new-password'",
              "REDISCLI_AUTH=new-password redis-cli --user app -h {host} -p {port} PING"
                  + " answers PONG.")
          .nextTest(
              "redis-cli -h {host} -p {port} ACL LOG 10: entries with reason=auth name the user"
                  + " and the client")
          .cite("Redis error prefix WRONGPASS");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "WRONGPASS")) {
      Draft draft =
          complaint
              .tell(docket, CAUSE)
              .say(
                  "%s rejected the credentials of %s.",
                  complaint.listener().server(),
                  Phrase.count(complaint.heard().size(), "connection"))
              .ruleOut("redis_noauth", "credentials were sent, and they are wrong");
      if (complaint.answeredElse() || complaint.heard().size() == 1) {
        draft.severity(Severity.WARNING); // a second try was better, or one client mistyped
      }
    }
  }
}
