package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.List;

/** The SYN queue is full of handshakes that hang half open, and SYN cookies are off. */
public final class SynQueueRule implements Rule {
  private static final int MANY = 8;
  private static final Cause CAUSE =
      Cause.named("syn_queue_overflow", Severity.CRITICAL)
          .title("SYN queue overflow")
          .meaning(
              "Half-open handshakes whose clients never send the final ACK fill the SYN queue, and the"
                  + " kernel ignores further SYNs although the server itself is idle.")
          .remedy(
              "Let the kernel answer with SYN cookies when the queue is full.",
              "sysctl -w net.ipv4.tcp_syncookies=1",
              "nstat -az TcpExtTCPReqQFullDrop does not rise any more; TcpExtSyncookiesSent does.")
          .remedy(
              "Find out whose handshakes hang: a flood with false sources, or clients that the SYN-ACKs"
                  + " do not reach.",
              "ss -tn state syn-recv 'sport = :{port}'",
              "The list stays short.")
          .nextTest(
              "On {host}: does TcpExtTCPReqQFullDrop rise (nstat -az), and ListenOverflows not?")
          .cite("RFC 4987 2, 3.6; Linux tcp_conn_request, TcpExtTCPReqQFullDrop");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Overload overload : Overload.because(file, Reason.SYN_QUEUE)) {
      Endpoint server = overload.listener().server();
      List<ConnectionAttempt> ignored = overload.drops().ignored();
      int open = overload.halfOpenAtFirstDrop();
      boolean sure = file.vantage() == Vantage.SERVER && open >= MANY;
      Draft draft =
          docket
              .find(CAUSE)
              .at(server)
              .hits(ignored)
              .confidence(sure ? Confidence.STRONG : Confidence.LIKELY)
              .say(
                  "The SYN queue of %s was full: %s stayed unanswered while %s hung half open.",
                  server,
                  Phrase.count(ignored.size(), "connection attempt"),
                  Phrase.count(open, "handshake"))
              .handshakes("SYNs that were ignored", ignored, CAUSE.cite())
              .alternative("accept_queue_overflow")
              .ruleOut("syn_loss_only", "the ignored SYNs were captured behind the path");
      if (!file.flood(server).isEmpty()) {
        draft
            .handshakes(
                "answered SYNs whose clients never acknowledged", file.flood(server), "RFC 4987 2")
            .symptomOf("syn_flood");
      }
    }
  }
}
