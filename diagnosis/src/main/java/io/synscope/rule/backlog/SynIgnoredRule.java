package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Silence;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.List;

/**
 * SYNs arrive where the server should be and are not answered, and nothing tells whether a filter
 * or a queue is the reason.
 */
public final class SynIgnoredRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("syn_ignored_by_server", Severity.CRITICAL)
          .title("SYNs arrive and are not answered")
          .meaning(
              "SYNs arrive at the server's host, or beyond a router on the way to it, and stay without an"
                  + " answer: its firewall drops them, or one of the listener's queues is full.")
          .remedy(
              "Look where Linux drops a SYN without a word: filter rules, queues.",
              "nft list ruleset; nstat -az TcpExtListenDrops TcpExtListenOverflows;"
                  + " ss -ltn 'sport = :{port}'",
              "A counter that rises with each SYN names the reason; Recv-Q above Send-Q is a full queue.")
          .remedy(
              "If this capture is not from the server's host, take one there.",
              "tcpdump -nni any 'tcp port {port}'",
              "The SYNs are, or are not, in it.")
          .nextTest("Say where the capture was taken: synscope analyze --vantage server")
          .nextTest("On {host}: does TcpExtListenOverflows rise with each SYN (nstat -az)?")
          .cite("RFC 9293 3.10.7.2; Linux tcp_conn_request");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Silence silence = Silence.at(file, listener);
      List<ConnectionAttempt> lost = silence.unanswered();
      if (!lost.isEmpty() && silence.vantageOpen() && silence.farFromClients()) {
        boolean insisted = Silence.syns(lost) > lost.size();
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(lost)
            .confidence(Confidence.POSSIBLE)
            .severity(insisted ? Severity.CRITICAL : Severity.WARNING)
            .say(
                "%s of %s to %s had passed a router when they were captured, and nothing answered"
                    + " them: dropped here or behind here.",
                Phrase.count(Silence.syns(lost), "SYN"),
                Phrase.count(lost.size(), "connection attempt"),
                listener.server())
            .handshakes("SYNs with a TTL below any initial one, and no answer", lost, CAUSE.cite())
            .alternative("drop_host_firewall", "accept_queue_overflow", "silent_drop")
            .ruleOut("refused_no_listener", "no RST was sent")
            .ruleOut("drop_return_path", "no SYN-ACK was seen");
      }
    }
    Overload.because(file, Reason.IGNORED).forEach(overload -> partly(docket, overload));
  }

  private static void partly(Docket docket, Overload overload) {
    List<ConnectionAttempt> ignored = overload.drops().ignored();
    docket
        .find(CAUSE)
        .at(overload.listener().server())
        .hits(ignored)
        .confidence(Confidence.LIKELY)
        .say(
            "%s of %d to %s reached the server's host and got no answer to the first SYN.",
            Phrase.count(ignored.size(), "attempt"),
            overload.drops().total(),
            overload.listener().server())
        .handshakes("SYNs that were ignored while others were answered", ignored, CAUSE.cite())
        .alternative("accept_queue_overflow", "syn_queue_overflow", "syn_rate_limit")
        .ruleOut("syn_loss_only", "the SYNs arrived at the server's host")
        .ruleOut("drop_return_path", "no SYN-ACK was sent in answer");
  }
}
