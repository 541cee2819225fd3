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

/** ICMP port unreachable answers the SYN: a packet filter's default way to reject. */
public final class PortUnreachableRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("reject_icmp_port_unreach", Severity.CRITICAL)
          .title("Rejected with ICMP port unreachable")
          .meaning(
              "A packet filter rejects the SYN with ICMP port unreachable, which is what iptables and"
                  + " nft do by default on REJECT; the client reads \"connection refused\" although"
                  + " there is no RST.")
          .remedy(
              "Find the rule on the host that sent the ICMP error.",
              "nft list ruleset | grep -n reject; iptables-save | grep -n REJECT",
              "A rule names port {port} or the clients' network; its counter rises with each attempt.")
          .remedy(
              "Accept the clients' network on port {port} before that rule.",
              "nft insert rule inet filter forward ip daddr {host} tcp dport {port} accept",
              "A SYN is answered by SYN-ACK: tcpdump -n 'host {host} and (icmp or tcp port {port})'")
          .nextTest(
              "nft list ruleset on the host that sent the ICMP error: does a reject rule count these SYNs?")
          .cite("RFC 792; RFC 1122 3.2.2.1; Linux icmp_err_convert");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> rejected = Rejections.at(file, listener, IcmpReport::refuses);
      if (!rejected.isEmpty()) {
        Rejections.write(docket, CAUSE, listener, rejected).confidence(Confidence.PROVEN);
      }
    }
  }
}
