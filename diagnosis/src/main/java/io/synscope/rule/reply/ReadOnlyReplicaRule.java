package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Writes are sent to a replica. */
public final class ReadOnlyReplicaRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_readonly", Severity.CRITICAL)
          .title("Writes go to a replica")
          .meaning(
              "The server is a replica and answers writes with -READONLY: after a failover"
                  + " the client still talks to the old primary, or DNS, a load balancer or the"
                  + " configuration points to a replica.")
          .remedy(
              "See who is the primary now.",
              "redis-cli -h {host} -p {port} INFO replication",
              "role:slave and master_host name the primary.")
          .remedy(
              "Let clients find the primary by Sentinel or Cluster, or refresh the address"
                  + " that they use.",
              "redis-cli -h SENTINEL -p 26379 SENTINEL GET-MASTER-ADDR-BY-NAME mymaster",
              "Clients connect to that address; no -READONLY any more.")
          .remedy(
              "Shorten how long clients keep an old address: DNS caches (JVM:"
                  + " networkaddress.cache.ttl) and long-lived connections.",
              "",
              "After a failover writes succeed within the DNS time to live.")
          .nextTest("redis-cli -h {host} -p {port} INFO replication: role")
          .cite("Redis error prefix READONLY; redis.conf: replica-read-only");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "READONLY")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s refused %s on %s: it is a replica.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "write"),
              Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("redis_noperm", "the words are -READONLY: it is the role, not the ACL");
    }
  }
}
