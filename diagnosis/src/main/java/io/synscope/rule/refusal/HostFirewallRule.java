package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** A firewall on the server's own host rejects with a RST although somebody may listen. */
public final class HostFirewallRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("refused_by_host_firewall", Severity.CRITICAL)
          .title("Connection refused: a firewall on the server's host rejects it")
          .meaning(
              "A packet filter on the server's own host answers the SYN with RST, so that the client"
                  + " reads \"connection refused\" although the server may be listening.")
          .remedy(
              "Find the rule on the server.",
              "nft list ruleset | grep -n reject; iptables-save | grep -n REJECT",
              "A rule names port {port} or the clients' network.")
          .remedy(
              "Accept the clients' network on that port before the rule that rejects.",
              "nft insert rule inet filter input ip saddr CLIENTS tcp dport {port} accept",
              "redis-cli -h {host} -p {port} PING on a client's host is answered.")
          .nextTest(
              "On {host}: does the counter of a reject rule rise with each attempt (nft list ruleset)?")
          .cite("Linux nf_reject_ip_tcphdr_put; nft(8) reject with tcp reset");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Refusals refusals = Refusals.at(file, listener);
      if (!refusals.byHostFirewall().isEmpty()) {
        write(docket.find(CAUSE).at(listener.server()), listener, refusals);
      }
    }
  }

  private static void write(Draft draft, Listener listener, Refusals refusals) {
    List<ConnectionAttempt> refused = refusals.byHostFirewall();
    draft.hits(refused);
    if (refusals.unfinishedChecksum()) {
      draft
          .confidence(Confidence.STRONG)
          .handshakes(
              "the RST was captured with an unfinished checksum: netfilter leaves it to the network"
                  + " card, the kernel's own RST never does",
              refused,
              CAUSE.cite())
          .ruleOut("refused_no_listener", "the kernel's RST leaves with a finished checksum");
    } else {
      draft
          .confidence(Confidence.LIKELY)
          .handshakes("these clients are refused each time", refused, "RFC 9293 3.10.7.1")
          .alternative("refused_by_firewall")
          .ruleOut(
              "refused_no_listener",
              "the same address and port answered other hosts "
                  + Phrase.count(refusals.servedMeanwhile(), "time")
                  + " between the refusals");
    }
    draft.say(
        "A firewall on %s answered %s to port %d with RST%s.",
        listener.server().address(),
        Phrase.count(refused.size(), "connection attempt"),
        listener.server().port(),
        refusals.unfinishedChecksum() ? "" : ", while other hosts were served");
  }
}
