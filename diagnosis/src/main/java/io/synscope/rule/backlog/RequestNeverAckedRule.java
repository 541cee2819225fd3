package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.List;
import java.util.Set;

/** A handshake succeeds, and nothing that the client then sends is ever acknowledged. */
public final class RequestNeverAckedRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("request_never_acked", Severity.CRITICAL)
          .title("Connected, and nothing sent is acknowledged")
          .meaning(
              "The handshake was completed and the first request was repeated without an acknowledgment:"
                  + " the server dropped the final ACK for want of room, or something on the way lets"
                  + " handshakes pass and not what follows them.")
          .remedy(
              "Capture on the server: do the client's data arrive there?",
              "tcpdump -nni any 'tcp port {port} and tcp[tcpflags] & tcp-push != 0'",
              "They do: the listener's queue was full. They do not: the path drops them.")
          .remedy(
              "See whether the listener's queue overflows.",
              "ss -ltn 'sport = :{port}'; nstat -az TcpExtListenOverflows",
              "Recv-Q stays below Send-Q, and the counter does not rise.")
          .nextTest(
              "On {host}: does TcpExtListenOverflows rise with each such connect (nstat -az)?")
          .cite("Linux tcp_check_req; RFC 6298 5.5");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> claimed = docket.explained();
    for (Overload overload : Overload.all(file)) {
      List<ConnectionAttempt> ghosts =
          overload.ghosts().stream().filter(ghost -> !claimed.contains(ghost)).toList();
      if (overload.reason() != Reason.ACCEPT_QUEUE && !ghosts.isEmpty()) {
        boolean alone = overload.listener().attempts().size() > ghosts.size() * 2;
        boolean inTheEnd = ghosts.stream().allMatch(RequestNeverAckedRule::acknowledged);
        boolean chance = file.vantage() == Vantage.UNKNOWN || inTheEnd && ghosts.size() == 1;
        Draft draft =
            docket
                .find(CAUSE)
                .at(overload.listener().server())
                .hits(ghosts)
                .severity(alone || inTheEnd ? Severity.WARNING : Severity.CRITICAL)
                .confidence(chance ? Confidence.POSSIBLE : Confidence.LIKELY)
                .say(
                    "%s to %s got through the handshake, and %s.",
                    Phrase.count(ghosts.size(), "connection"),
                    overload.listener().server(),
                    inTheEnd
                        ? "the first data were acknowledged only when they had been sent again"
                        : "none of its data were acknowledged")
                .handshakes("a complete handshake", ghosts, "RFC 9293 3.5")
                .evidence(
                    "the first data, repeated by the timer",
                    ghosts.stream()
                        .flatMap(a -> a.wire().fromClient().repair().retransmissions().stream())
                        .map(again -> again.at().frame())
                        .toList(),
                    CAUSE.cite())
                .alternative("accept_queue_overflow", "path_cut")
                .ruleOut("app_hung", "the server's kernel would acknowledge the data");
        if (inTheEnd) {
          draft.alternative("random_loss");
        }
      }
    }
  }

  private static boolean acknowledged(ConnectionAttempt ghost) {
    return ghost.wire().fromClient().volume().acknowledgedBytes() > 0;
  }
}
