package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Rule;
import java.util.List;

/** A router or firewall answers at once that the host cannot be reached. */
public final class HostUnreachableRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("reject_icmp_host_unreach", Severity.CRITICAL)
          .title("Rejected with ICMP host unreachable")
          .meaning(
              "A router or firewall answers the SYN at once with ICMP host unreachable: a rule that"
                  + " rejects that way, or a host that the router already knows to be gone.")
          .remedy(
              "Look on the host that sent the ICMP error for a rule that rejects.",
              "nft list ruleset | grep -n reject; iptables-save | grep -n host-unreachable",
              "A rule names {host} or port {port}.")
          .remedy(
              "See there whether the server's link address is known.",
              "ip neigh show {host}",
              "The entry is REACHABLE; FAILED or INCOMPLETE means that the host is down.")
          .nextTest("From the host that sent the error: ping -c 3 {host}")
          .cite("RFC 792; RFC 1812 4.3.3.1; Linux arp_error_report");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> rejected = Rejections.at(file, listener, IcmpReport::hostUnreachable);
      boolean searched = rejected.stream().anyMatch(Rejections::afterNeighbourSearch);
      if (!rejected.isEmpty() && !searched) {
        Rejections.write(docket, CAUSE, listener, rejected)
            .confidence(Confidence.STRONG)
            .alternative("server_host_down");
      }
    }
  }
}
