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

/** The server answers each SYN, and its SYN-ACKs never reach the client. */
public final class ReturnPathRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("drop_return_path", Severity.CRITICAL)
          .title("SYN-ACKs are lost on the way back")
          .meaning(
              "The server answers each SYN with SYN-ACK, and the client goes on repeating its SYN: the"
                  + " answers are lost between this capture point and the client (a one-way firewall"
                  + " rule, asymmetric routing through a stateful firewall, a missing route back).")
          .remedy(
              "See which way the server's host sends packets to the client.",
              "ip route get CLIENT; ip rule; ip neigh",
              "The route leads back through the gateway that the SYNs came from.")
          .remedy(
              "Allow replies in each firewall between the two: stateless rules (network ACLs) must let"
                  + " port {port} out to the ephemeral ports 32768-60999 as well.",
              "sysctl net.ipv4.ip_local_port_range",
              "The client completes a handshake: tcpdump -n 'tcp port {port}' shows SYN, SYN-ACK, ACK.")
          .nextTest("Capture on the client: the SYN-ACKs do not arrive there")
          .cite("RFC 9293 3.8.1; RFC 7323 4.3");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (file.vantage() == Vantage.CLIENT || file.vantage() == Vantage.SOCKET) {
      return;
    }
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> lost = Silence.at(file, listener).unacknowledged();
      if (!lost.isEmpty()) {
        long answers =
            lost.stream().mapToLong(attempt -> attempt.wire().handshake().synAcks().size()).sum();
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(lost)
            .confidence(confidence(file, lost))
            .say(
                "%s answered %s with %s, and the clients took no notice: the answers are lost on the"
                    + " way back.",
                listener.server(),
                Phrase.count(lost.size(), "connection attempt"),
                Phrase.count(answers, "SYN-ACK"))
            .handshakes("SYN-ACKs leave, the same SYN comes again", lost, CAUSE.cite())
            .alternative("drop_client_firewall")
            .ruleOut("drop_firewall", "the SYNs passed")
            .ruleOut("accept_queue_overflow", "the listener answered every SYN")
            .ruleOut("syn_flood", "the clients repeat their SYNs: somebody stands behind them");
      }
    }
  }

  /** Where only some segments were captured, one repetition may have been followed by an ACK. */
  private static Confidence confidence(CaseFile file, List<ConnectionAttempt> lost) {
    boolean insistent =
        lost.stream().anyMatch(attempt -> attempt.wire().handshake().syns().size() > 2);
    return insistent || !ControlSegments.alone(file) ? Confidence.STRONG : Confidence.POSSIBLE;
  }
}
