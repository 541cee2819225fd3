package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Member;
import io.synscope.observation.Member.Role;
import io.synscope.observation.MemberVisit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Sentinel or a cluster announces, held against what its members say and do themselves. That
 * one cannot be reached is the probe's own finding.
 */
public final class MemberVerdicts {
  private static final Cause STALE_ROLE =
      Cause.named("redis_role_stale", Severity.CRITICAL)
          .title("Clients are sent to a server that is no primary")
          .meaning(
              "Whoever asks for the primary is given a server that calls itself a replica: its writes"
                  + " are answered with READONLY.")
          .remedy(
              "See who is the primary for each of them, and whether a failover is under way.",
              "redis-cli -h {host} -p {port} ROLE; redis-cli -h {host} -p {port} INFO replication",
              "Sentinels or nodes agree on one primary, and it answers ROLE with master.")
          .cite("Redis Sentinel: SENTINEL get-master-addr-by-name; Redis Cluster: CLUSTER NODES");

  private static final Cause HELD_FOR_DOWN =
      Cause.named("redis_held_for_down", Severity.WARNING)
          .title("A server that serves is held for down")
          .meaning(
              "The server that was asked cannot reach a member that can be reached from here: the"
                  + " path between these two is broken, or it has only just come back.")
          .remedy(
              "Ask from the host that holds it for down.",
              "redis-cli -h {host} -p {port} PING   # on the teller's host",
              "PONG; and the flags no longer say s_down, o_down, fail or fail?.")
          .cite("Redis Sentinel: s_down, o_down; Redis Cluster: fail, fail?");

  private MemberVerdicts() {}

  /** {@return where the announcements are wrong} */
  public static List<Finding> of(List<MemberVisit> visits) {
    List<Finding> findings = new ArrayList<>();
    for (MemberVisit visit : visits) {
      visit.endpoint().ifPresent(server -> judge(visit, server, findings));
    }
    return findings;
  }

  private static void judge(MemberVisit visit, Endpoint server, List<Finding> findings) {
    Member member = visit.member();
    boolean stale =
        member.role() == Role.PRIMARY && visit.says().filter(Role.REPLICA::equals).isPresent();
    if (stale) {
      findings.add(
          new Verdict(STALE_ROLE, server)
              .confidence(Confidence.PROVEN)
              .say(
                  "%s announces %s as a primary, which calls itself a replica."
                      .formatted(visit.teller(), server))
              .evidence(
                  "%s answers \"%s\", %s itself answers ROLE with slave"
                      .formatted(member.source(), member.state(), server),
                  STALE_ROLE.cite())
              .write());
    } else if (member.down() && visit.served()) {
      findings.add(
          new Verdict(HELD_FOR_DOWN, server)
              .confidence(Confidence.STRONG)
              .say(
                  "%s holds %s for down, which serves from here.".formatted(visit.teller(), server))
              .evidence(
                  "%s answers \"%s\"; PING was answered".formatted(member.source(), member.state()),
                  HELD_FOR_DOWN.cite())
              .write());
    }
  }
}
