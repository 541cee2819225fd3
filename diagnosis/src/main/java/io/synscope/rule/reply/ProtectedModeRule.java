package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Redis is in protected mode and serves its own host only. */
public final class ProtectedModeRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_protected_mode", Severity.CRITICAL)
          .title("Redis is in protected mode")
          .meaning(
              "Redis has no password and no ACL and runs in protected mode: it accepts the"
                  + " TCP connection of a remote client, answers -DENIED and closes it.")
          .remedy(
              "Set a password or an ACL for the default user; that alone ends protected" + " mode.",
              "redis-cli CONFIG SET requirepass 'a-long-secret' && redis-cli CONFIG REWRITE"
                  + " # on the server itself",
              "redis-cli -h {host} -p {port} --askpass PING answers PONG from a client.")
          .remedy(
              "Or, on a network that only trusted hosts can reach, switch it off.",
              "redis-cli CONFIG SET protected-mode no && redis-cli CONFIG REWRITE   # on"
                  + " the server itself",
              "redis-cli -h {host} -p {port} PING answers PONG from a client.")
          .nextTest("redis-cli CONFIG GET protected-mode on the server: yes")
          .cite("redis/networking.c acceptCommonHandler; redis.conf: protected-mode");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "DENIED")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s denied %s: it is in protected mode and has no password.",
              complaint.listener().server(), Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("refused_wrong_bind", "the handshake succeeded: Redis listens on this address")
          .ruleOut("redis_maxclients", "the words are -DENIED");
    }
  }
}
