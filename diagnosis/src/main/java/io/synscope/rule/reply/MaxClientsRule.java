package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.observation.ErrorReply;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Redis turns clients away because it serves as many as it may. */
public final class MaxClientsRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_maxclients", Severity.CRITICAL)
          .title("Redis has reached maxclients")
          .meaning(
              "Redis accepts the TCP connection, says \"max number of clients reached\" and"
                  + " closes it: as many clients as maxclients allows are connected. Clients often"
                  + " see only a reset, because they write before they read.")
          .remedy(
              "See how many clients are connected, how many are allowed, and who they are.",
              "redis-cli -h {host} -p {port} INFO clients; redis-cli -h {host} -p {port}"
                  + " CONFIG GET maxclients; redis-cli -h {host} -p {port} CLIENT LIST",
              "connected_clients is well below maxclients, and rejected_connections (INFO"
                  + " stats) stands still.")
          .remedy(
              "Find the leak: many connections of one address, of great age and idle, are a"
                  + " pool that grows or is never closed.",
              "redis-cli -h {host} -p {port} CLIENT LIST | grep -o ' addr=[^:]*' | sort |"
                  + " uniq -c | sort -n",
              "No address holds more connections than its pool is meant to have.")
          .remedy(
              "Raise the limit if the clients are wanted; the process needs as many"
                  + " descriptors, plus 32.",
              "redis-cli -h {host} -p {port} CONFIG SET maxclients 20000; grep -i \"open"
                  + " files\" /proc/$(pidof redis-server)/limits",
              "CONFIG GET maxclients shows the new value; CONFIG SET fails where the descriptors do"
                  + " not suffice.")
          .nextTest("INFO stats: rejected_connections rises with each refusal")
          .cite("redis/networking.c acceptCommonHandler; redis.conf: maxclients");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.of(file, MaxClientsRule::turnedAway)) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s turned %s away: it serves as many clients as maxclients allows.",
              complaint.listener().server(), Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("refused_no_listener", "the handshake succeeded, and Redis itself closed")
          .ruleOut("accept_queue_overflow", "Redis had accepted the connections");
    }
  }

  private static boolean turnedAway(ErrorReply error) {
    return error.code().equals("ERR") && error.text().contains("max number of clients");
  }
}
