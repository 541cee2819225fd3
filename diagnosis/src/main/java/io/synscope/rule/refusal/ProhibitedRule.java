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

/** A firewall says in words of its own that it forbids the connection. */
public final class ProhibitedRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("reject_icmp_admin_prohibited", Severity.CRITICAL)
          .title("Administratively prohibited")
          .meaning(
              "A firewall forbids the connection and says so with ICMP administratively prohibited,"
                  + " which is what firewalld does by default; the client reads \"no route to host\""
                  + " (IPv6: \"permission denied\").")
          .remedy(
              "Find the rule on the host that sent the ICMP error.",
              "firewall-cmd --list-all; nft list ruleset | grep -n admin-prohibited",
              "A rule or a zone without port {port} takes the clients' packets.")
          .remedy(
              "Open the port for the clients' network there.",
              "firewall-cmd --permanent --add-port={port}/tcp && firewall-cmd --reload",
              "redis-cli -h {host} -p {port} PING on a client's host is answered.")
          .nextTest(
              "the rules of the router that sent the ICMP error: which one counts these SYNs?")
          .cite("RFC 1812 5.2.7.1; RFC 4443 3.1; Linux icmp_err_convert");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> rejected = Rejections.at(file, listener, IcmpReport::prohibited);
      if (!rejected.isEmpty()) {
        Rejections.write(docket, CAUSE, listener, rejected).confidence(Confidence.PROVEN);
      }
    }
  }
}
