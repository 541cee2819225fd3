package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** The cluster does not serve the key's slot. */
public final class ClusterDownRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_clusterdown", Severity.CRITICAL)
          .title("The Redis cluster is down")
          .meaning(
              "The node answers -CLUSTERDOWN: the slot is served by nobody, or the cluster"
                  + " has lost its majority.")
          .remedy(
              "See which slots and nodes are missing.",
              "redis-cli -h {host} -p {port} CLUSTER INFO; redis-cli -h {host} -p {port}"
                  + " CLUSTER NODES; redis-cli --cluster check {host}:{port}",
              "cluster_state:ok and all 16384 slots covered.")
          .remedy(
              "Bring the missing node back, or let its replica take over.",
              "redis-cli -h {host} -p {port} CLUSTER FAILOVER TAKEOVER   # on the replica",
              "cluster_state:ok.")
          .remedy(
              "Repair slots that nobody owns.",
              "redis-cli --cluster fix {host}:{port}",
              "redis-cli --cluster check finds all slots covered.")
          .nextTest(
              "redis-cli -h {host} -p {port} CLUSTER INFO: cluster_state,"
                  + " cluster_slots_assigned")
          .cite("Redis error prefix CLUSTERDOWN; cluster-require-full-coverage");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "CLUSTERDOWN")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s refused %s on %s: the cluster does not serve these slots.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "command"),
              Phrase.count(complaint.heard().size(), "connection"));
    }
  }
}
