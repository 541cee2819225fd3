package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.List;

/** SYNs are lost, by no other pattern than chance, and more of them than other packets. */
public final class SynLossRule implements Rule {
  private static final int MANY = 3;
  private static final double SHARE = 0.05;
  private static final double SURPRISE = 0.001;
  private static final Cause CAUSE =
      Cause.named("syn_loss_only", Severity.CRITICAL)
          .title("SYNs are lost, other packets are not")
          .meaning(
              "Some SYNs get no answer while established connections lose nothing: something on the way"
                  + " or on the server treats SYNs differently (a limiter, an intrusion filter, a full"
                  + " connection table, a full queue), and each lost SYN costs a second and more.")
          .remedy(
              "Capture on the server: a SYN that arrives there and is not answered is the host's doing.",
              "tcpdump -nni any 'tcp port {port} and tcp[tcpflags] & tcp-syn != 0'",
              "Each SYN of the client is there, and each is followed by a SYN-ACK.")
          .remedy(
              "Look for tables and limits on the way.",
              "conntrack -S; sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max;"
                  + " ethtool -S INTERFACE | grep allowance_exceeded",
              "count stays below max, insert_failed and drop do not rise.")
          .nextTest("On {host}: do TcpExtListenOverflows or TcpExtListenDrops rise (nstat -az)?")
          .cite("RFC 6298 5.5; RFC 7323 4.3 (TSecr of the SYN-ACK)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Overload overload : Overload.because(file, Reason.LOST_SYNS)) {
      Endpoint server = overload.listener().server();
      Drops drops = overload.drops();
      List<ConnectionAttempt> lost = drops.ignored();
      boolean surprising = drops.chanceOfLoss() < SURPRISE;
      if (!surprising && !docket.at(server, "random_loss").isEmpty()) {
        continue;
      }
      boolean often = lost.size() >= MANY && lost.size() >= SHARE * drops.total();
      Draft draft =
          docket
              .find(CAUSE)
              .at(server)
              .hits(lost)
              .severity(often ? Severity.CRITICAL : Severity.WARNING)
              .confidence(surprising && often ? Confidence.LIKELY : Confidence.POSSIBLE)
              .say(
                  "%s of %d to %s got no answer to the first SYN, while established connections lost"
                      + " nothing alike.",
                  Phrase.count(lost.size(), "attempt"), drops.total(), server)
              .handshakes("SYNs that had to be repeated", lost, CAUSE.cite())
              .alternative("accept_queue_overflow", "syn_rate_limit");
      lookalikes(draft, drops, lost);
    }
  }

  private static void lookalikes(Draft draft, Drops drops, List<ConnectionAttempt> lost) {
    boolean forward =
        lost.stream().anyMatch(a -> a.wire().handshake().lossSide() == LossSide.FORWARD);
    if (forward) {
      draft.ruleOut(
          "synack_loss_only",
          "the SYN-ACK echoes the timestamp of a repeated SYN: the first had not arrived");
    } else {
      draft.alternative("synack_loss_only");
    }
    if (drops.chanceOfLoss() < SURPRISE) {
      draft.ruleOut(
          "random_loss",
          drops.background().lost()
              + " of "
              + drops.background().segments()
              + " data segments were lost, which does not explain it");
    } else {
      draft.alternative("random_loss");
    }
  }
}
