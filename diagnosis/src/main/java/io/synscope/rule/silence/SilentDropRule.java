package io.synscope.rule.silence;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Silence;
import java.util.List;

/** SYNs leave and nothing comes back: somebody between here and the listener drops them. */
public final class SilentDropRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("silent_drop", Severity.CRITICAL)
          .title("No answer: the SYN or its answer is dropped silently")
          .meaning(
              "SYNs leave and nothing at all comes back: a firewall drops them on the way or on the"
                  + " server, the answers are lost on the way back, or the host is down behind a"
                  + " router that does not say so.")
          .remedy(
              "Capture on the server while a client tries, and hold both captures against each other"
                  + " (synscope correlate): that tells which of the four it is.",
              "tcpdump -nni any 'tcp port {port} and tcp[tcpflags] & (tcp-syn|tcp-rst) != 0'",
              "No SYN: dropped before the server. SYN only: dropped on the server. SYN-ACK: lost on the"
                  + " way back.")
          .remedy(
              "Allow the clients' network to reach port {port}, in both directions, in each firewall,"
                  + " security group and network ACL between the two.",
              "nft list ruleset; iptables-save -c | grep -n DROP",
              "redis-cli -h {host} -p {port} PING on a client's host is answered.")
          .remedy(
              "Check route and host.",
              "ip route get {host}; ping -c 3 {host}; traceroute -n -T -p {port} {host}",
              "The last hop of the trace is {host}.")
          .nextTest("Capture on {host}: do the SYNs arrive, do SYN-ACKs leave?")
          .nextTest(
              "Connect to a port of {host} that is surely closed: a RST shows that host and path are"
                  + " alive and only port {port} is filtered")
          .cite("RFC 9293 3.8.3; RFC 6298 5.5");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (file.vantage() == Vantage.SERVER) {
      return;
    }
    for (Listener listener : file.listeners()) {
      Silence silence = Silence.at(file, listener);
      List<ConnectionAttempt> lost = silence.unanswered();
      if (!lost.isEmpty() && !(silence.vantageOpen() && silence.farFromClients())) {
        Draft draft = docket.find(CAUSE).at(listener.server()).hits(lost);
        write(draft, silence, listener, lost);
        icmp(draft, file.observations().capture(), lost.get(0).probed());
      }
    }
  }

  private static void write(
      Draft draft, Silence silence, Listener listener, List<ConnectionAttempt> lost) {
    long syns = Silence.syns(lost);
    boolean sure = Silence.insistent(lost);
    draft
        .confidence(sure ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s gave no answer to %s (%s): they or their answers are dropped silently.",
            listener.server(),
            Phrase.count(lost.size(), "connection attempt"),
            Phrase.count(syns, "SYN"))
        .handshakes(
            lost.get(0).probed()
                ? "the kernel repeated the SYN and gave up without an answer"
                : "SYNs and their repetitions, and no packet in answer",
            lost,
            CAUSE.cite())
        .alternative("drop_firewall", "drop_host_firewall")
        .ruleOut("refused_no_listener", "no RST came back")
        .ruleOut("arp_fail", "the SYNs left, so the next hop's link address is known");
    if (silence.hostAlive()) {
      String alive = "other ports of that host answered in the meantime";
      draft.ruleOut("server_host_down", alive).ruleOut("drop_return_path", alive);
    } else {
      draft.alternative("drop_return_path", "server_host_down");
    }
    if (silence.answersOthers()) {
      draft.evidence(
          "the same listener answered others: only some sources, or only a later time, are concerned",
          List.of(),
          "RFC 9293 3.5");
    }
    draft.alternative("accept_queue_overflow");
  }

  /**
   * A filter "port N" keeps ICMP errors out of a capture, and a snap length cuts what they quote.
   */
  private static void icmp(Draft draft, CaptureFacts capture, boolean probed) {
    boolean tcpAlone = capture.packets() == capture.tcpPackets();
    if (probed || !tcpAlone && capture.cutBySnapLength() == 0) {
      draft.ruleOut("reject_icmp_admin_prohibited", "no ICMP error quotes these SYNs");
    } else {
      draft.alternative(
          "reject_icmp_admin_prohibited", "reject_icmp_host_unreach", "reject_icmp_net_unreach");
    }
  }
}
