package io.synscope.rule.silence;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/**
 * SYNs that had already passed a router when they were captured, and no answer: dropped at or
 * behind the capture point.
 */
public final class SynIgnoredRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("syn_ignored_by_server", Severity.CRITICAL)
          .title("SYNs arrive and are not answered")
          .meaning(
              "SYNs that had passed at least one router when they were captured stayed without an"
                  + " answer: if this is the server's host, its firewall drops them or the listener's"
                  + " queue is full.")
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
          .cite("RFC 9293 3.10.7.2; TTL of the SYNs against 64, 128 and 255");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Silence silence = new Silence(file, listener);
      List<ConnectionAttempt> lost = silence.unanswered();
      if (!lost.isEmpty() && silence.vantageOpen() && silence.farFromClients()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(lost)
            .confidence(Confidence.POSSIBLE)
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
  }
}
