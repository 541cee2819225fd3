package io.synscope.rule.silence;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.ControlSegments;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Silence;
import java.util.List;

/** SYN-ACKs reach the client's host, and its own firewall keeps them from the socket. */
public final class ClientDropRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("drop_client_firewall", Severity.CRITICAL)
          .title("The client's own host drops the SYN-ACKs")
          .meaning(
              "SYN-ACKs arrive at the client's host, which goes on repeating its SYN: a packet filter or"
                  + " the reverse-path filter on that host keeps the answers from the socket.")
          .remedy(
              "Find the rule on the client's host, or see whether answers come in on another interface"
                  + " than SYNs go out.",
              "nft list ruleset; iptables-save -c | grep -n DROP; nstat -az IPReversePathFilter",
              "A counter rises with each SYN-ACK.")
          .remedy(
              "Accept replies to connections that this host opened.",
              "nft insert rule inet filter input ct state established,related accept",
              "The client answers the SYN-ACK with ACK.")
          .nextTest("On the client's host: nstat -az IPReversePathFilter TcpInErrs while it tries")
          .cite("Linux ip_rcv_finish_core, nf_hook_slow");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (file.vantage() != Vantage.CLIENT) {
      return;
    }
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> lost = Silence.at(file, listener).unacknowledged();
      if (!lost.isEmpty()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(lost)
            .confidence(ControlSegments.alone(file) ? Confidence.POSSIBLE : Confidence.LIKELY)
            .say(
                "SYN-ACKs of %s reached the client's host in %s, and it went on repeating its SYN.",
                listener.server(), Phrase.count(lost.size(), "attempt"))
            .handshakes("a SYN-ACK arrives, and the SYN is sent again", lost, CAUSE.cite())
            .alternative("drop_return_path")
            .ruleOut("silent_drop", "the SYN-ACKs came all the way");
      }
    }
  }
}
