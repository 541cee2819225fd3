package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A router asked for smaller packets and was obeyed: a narrow path that works. */
public final class PathMtuDiscoveryRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("pmtud_active", Severity.INFO)
          .title("Path MTU discovery at work")
          .meaning(
              "A router on the path asked for smaller packets by ICMP, the sender obeyed, and the"
                  + " data went through: the path is narrower than the hosts' own links, and that"
                  + " is handled.")
          .remedy(
              "Nothing to repair. To save the first lost round trip of each host, clamp the MSS"
                  + " where the path narrows.",
              "nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu",
              "No ICMP type 3 code 4 appears any more.")
          .nextTest(
              "ping -M do -s 1372 {host}: the largest size that is answered, plus 28, is the path MTU")
          .cite("RFC 1191 4; RFC 8201 4");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> obeyed =
          listener.matching(Trait.REPORTED, PathMtuDiscoveryRule::obeyed);
      if (!obeyed.isEmpty()) {
        IcmpReport report = requests(obeyed.get(0)).get(0);
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(obeyed)
            .confidence(Confidence.PROVEN)
            .say(
                "%s asked for packets of at most %d bytes towards or from %s, and the senders"
                    + " obeyed.",
                report.reporter(), report.nextHopMtu(), listener.server())
            .ruleOut("mtu_blackhole", "the data were acknowledged in smaller segments")
            .evidence(
                report + " names the MTU; what it rejected was sent again in smaller segments",
                Frames.ofAttempts(obeyed, attempt -> Frames.of(requests(attempt).get(0).at())),
                CAUSE.cite());
      }
    }
  }

  private static List<IcmpReport> requests(ConnectionAttempt attempt) {
    return attempt.wire().icmp().stream()
        .filter(IcmpReport::fragmentationNeeded)
        .filter(report -> report.nextHopMtu() > 0)
        .toList();
  }

  /** What was too big has arrived in the meantime. */
  private static boolean obeyed(ConnectionAttempt attempt) {
    return attempt.wire().icmp().stream()
            .anyMatch(
                report -> report.fragmentationNeeded() && report.nextHopMtu() > 0 && report.valid())
        && attempt.wire().fromClient().sizes().smallestLost() == 0
        && attempt.wire().fromServer().sizes().smallestLost() == 0;
  }
}
