package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.Set;

/** Commands are refused because the client has not authenticated. */
public final class AuthMissingRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_noauth", Severity.CRITICAL)
          .title("Clients do not authenticate")
          .meaning(
              "Redis demands a password or an ACL user, and the client sends commands"
                  + " without AUTH or HELLO: each is answered by -NOAUTH, and the connection stays"
                  + " open.")
          .remedy(
              "Give the client its credentials.",
              "REDISCLI_AUTH=... redis-cli -h {host} -p {port} PING",
              "PONG instead of -NOAUTH.")
          .remedy(
              "If the password was set on the server lately, roll it out to the clients"
                  + " first: let the old one live on beside it.",
              "redis-cli -h {host} -p {port} ACL SETUSER default '>new' '>old'",
              "Both passwords are accepted while the clients change over.")
          .nextTest("redis-cli ACL WHOAMI with the client's settings")
          .cite("Redis error prefix NOAUTH; redis.conf: requirepass, user");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> mistaken = docket.explainedBy("redis_wrongpass");
    for (Complaint complaint : Complaint.coded(file, "NOAUTH")) {
      complaint.of(mistaken).ifPresent(also -> toldBeside(docket, also));
      complaint.without(mistaken).ifPresent(alone -> tell(docket, alone));
    }
  }

  /** After wrong credentials this is what every command hears: one fault, not two. */
  private static void toldBeside(Docket docket, Complaint complaint) {
    docket
        .at(complaint.listener().server(), "redis_wrongpass")
        .forEach(
            draft ->
                complaint.show(
                    draft, "and refused what came after the wrong credentials: ", CAUSE));
  }

  private static boolean heardFromTheStart(ConnectionAttempt attempt) {
    return attempt.probed()
        || attempt.wire().handshake().firstSyn().seen()
            && attempt.wire().fromClient().repair().unseenAcknowledged() == 0
            && attempt.wire().fromServer().repair().unseenAcknowledged() == 0;
  }

  private static void tell(Docket docket, Complaint complaint) {
    Draft draft =
        complaint
            .tell(docket, CAUSE)
            .say(
                "%s refused %s of %s: they did not authenticate.",
                complaint.listener().server(),
                Phrase.count(complaint.count(), "command"),
                Phrase.count(complaint.heard().size(), "connection"));
    if (complaint.heard().stream().noneMatch(AuthMissingRule::heardFromTheStart)) {
      draft
          .confidence(Confidence.LIKELY)
          .alternative("redis_wrongpass"); // AUTH came before, perhaps, or its answer
    }
    if (complaint.inPassing()) {
      draft.severity(Severity.INFO); // some libraries ask first and authenticate then
    }
  }
}
