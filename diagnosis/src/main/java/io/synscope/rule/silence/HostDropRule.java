package io.synscope.rule.silence;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
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

/**
 * SYNs reach the server's host, and it never answers these clients: its own firewall drops them.
 */
public final class HostDropRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("drop_host_firewall", Severity.CRITICAL)
          .title("The server's own host drops the SYNs")
          .meaning(
              "The SYNs arrive at the server's host and nothing leaves in answer, ever: a packet filter"
                  + " on that host drops them (reverse-path filter and full connection tracking table"
                  + " do the same).")
          .remedy(
              "Find the rule that drops on the server.",
              "nft list ruleset; iptables-save -c | grep -n DROP",
              "A counter rises with each SYN.")
          .remedy(
              "Accept the clients' network on that port before the rule that drops.",
              "nft insert rule inet filter input ip saddr CLIENTS tcp dport {port} accept",
              "A SYN-ACK leaves: tcpdump -nni any 'tcp port {port}'")
          .remedy(
              "If no rule does it, look at the other places where Linux drops a SYN without a word.",
              "nstat -az TcpExtListenDrops TcpExtListenOverflows IPReversePathFilter;"
                  + " conntrack -S | grep -v 'drop=0'",
              "The counter that rises with each SYN names the reason.")
          .nextTest(
              "On {host}: does TcpExtListenOverflows rise with each SYN (nstat -az)? Then it is the queue")
          .nextTest("On {host}: ss -ltn 'sport = :{port}': is Recv-Q above Send-Q?")
          .cite("nft(8) drop; Linux tcp_conn_request, ip_rt_rp_filter");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (file.vantage() != Vantage.SERVER) {
      return;
    }
    for (Listener listener : file.listeners()) {
      Silence silence = Silence.at(file, listener);
      List<ConnectionAttempt> lost = silence.unanswered();
      if (!lost.isEmpty()) {
        write(docket.find(CAUSE).at(listener.server()).hits(lost), silence, listener, lost);
      }
    }
  }

  private static void write(
      Draft draft, Silence silence, Listener listener, List<ConnectionAttempt> lost) {
    long syns = Silence.syns(lost);
    draft
        .confidence(Silence.insistent(lost) ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s of %s reached the host of %s, and nothing was sent in answer: the host drops them.",
            Phrase.count(syns, "SYN"),
            Phrase.count(lost.size(), "connection attempt"),
            listener.server())
        .handshakes(
            "SYNs captured at the server's host, and no packet in answer", lost, CAUSE.cite())
        .alternative("accept_queue_overflow", "syn_queue_overflow")
        .ruleOut("drop_firewall", "the SYNs arrived at the server's host")
        .ruleOut("drop_return_path", "no SYN-ACK was sent")
        .ruleOut("refused_no_listener", "no RST was sent");
    if (silence.answersOthers()) {
      draft.evidence(
          "the same listener answered others, so the rule concerns some sources only",
          List.of(),
          "nft(8) ip saddr");
    }
  }
}
