package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Reset;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.story.HopBaseline.Hops;
import java.util.List;

/** A box on the path answers the SYN with a RST in the server's name. */
public final class PathFirewallRule implements Rule {
  private static final int BASELINE_PACKETS = 3;
  private static final Cause CAUSE =
      Cause.named("refused_by_firewall", Severity.CRITICAL)
          .title("Connection refused by a firewall on the path")
          .meaning(
              "A firewall or load balancer between client and server answers the SYN with RST in the"
                  + " server's name; the server never sees the SYN.")
          .remedy(
              "See at which hop the answer comes from: it stops before the server.",
              "traceroute -n -T -p {port} {host}",
              "The last line is reached at the server's own hop once the rule is gone.")
          .remedy(
              "Allow the clients' network to reach {host}:{port} on that firewall (or give the load"
                  + " balancer a healthy backend).",
              "nft list ruleset | grep -n 'reject with tcp reset'",
              "A SYN is answered with the server's own TTL: tcpdump -nv 'tcp port {port}'.")
          .nextTest("Capture on the server: the refused SYNs do not arrive there")
          .cite("RFC 9293 3.10.7.3; TTL against the host's other packets");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> refused = Refusals.at(file, listener).byMiddlebox();
      if (!refused.isEmpty()) {
        file.hops()
            .of(listener.server().address())
            .ifPresent(own -> write(docket.find(CAUSE).at(listener.server()), refused, own));
      }
    }
  }

  private static void write(Draft draft, List<ConnectionAttempt> refused, Hops own) {
    int hopLimit = Refusals.reset(refused.get(0)).map(Reset::hopLimit).orElse(0);
    String usual = own.low() == own.high() ? "" + own.low() : own.low() + " to " + own.high();
    draft
        .hits(refused)
        .confidence(own.packets() >= BASELINE_PACKETS ? Confidence.STRONG : Confidence.LIKELY)
        .say(
            "A box on the path refused %s to %s in its name: the RST bears TTL %d, the host's own"
                + " packets %s.",
            Phrase.count(refused.size(), "connection attempt"),
            refused.get(0).tuple().server(),
            hopLimit,
            usual)
        .handshakes(
            "the RST's TTL is "
                + hopLimit
                + "; "
                + own.packets()
                + " other packets of that host "
                + "have "
                + usual,
            refused,
            CAUSE.cite())
        .ruleOut("refused_no_listener", "the host's own packets arrive with another TTL")
        .ruleOut("refused_by_host_firewall", "the host's own packets arrive with another TTL")
        .ruleOut("reject_icmp_port_unreach", "the answer is a RST, not an ICMP error");
  }
}
