package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A port is used again while the server still remembers the connection that it ended on it. */
public final class TimeWaitRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("time_wait_reuse", Severity.WARNING)
          .title("Source ports are used again too soon")
          .meaning(
              "The SYN met a connection on the same address and port pair that had been closed in order"
                  + " and that the server still keeps in TIME-WAIT; its sequence number and timestamp"
                  + " lie below the old ones, as behind a NAT with few ports, so that the server answers"
                  + " with an ACK, and the client must reset and try again.")
          .remedy(
              "Give the NAT more ports or addresses, or the client a wider range.",
              "sysctl net.ipv4.ip_local_port_range",
              "Source ports of new connections differ from the last ones.")
          .remedy(
              "Keep connections in a pool, so that fewer are opened and closed.",
              "",
              "Connects per second fall.")
          .nextTest("On {host}: ss -tan state time-wait 'sport = :{port}' | wc -l")
          .cite("RFC 9293 3.6.1; RFC 6191; Linux tcp_timewait_state_process");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> met =
          listener.matching(Trait.CHALLENGED, attempt -> inTimeWait(file, attempt));
      if (!met.isEmpty()) {
        boolean stuck = met.stream().anyMatch(a -> a.outcome() == Outcome.CHALLENGED);
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(met)
            .severity(stuck ? Severity.CRITICAL : Severity.WARNING)
            .confidence(Confidence.LIKELY)
            .say(
                "%s answered the SYN of %s with an ACK of the connection closed before on the same"
                    + " ports.",
                listener.server(), Phrase.count(met.size(), "attempt"))
            .handshakes("an ACK with a foreign number answered the SYN", met, CAUSE.cite())
            .ruleOut("stale_established_tuple", "both ends had closed the connection before it")
            .ruleOut("accept_queue_overflow", "the SYN was answered, by an ACK");
      }
    }
  }

  /** {@return whether the last connection on the same ports was closed in order} */
  static boolean inTimeWait(CaseFile file, ConnectionAttempt attempt) {
    return attempt.wire().handshake().challengeAcks() > 0
        && attempt.incarnation() > 0
        && file.betweenHostsOf(attempt).stream()
            .filter(other -> other.incarnation() == attempt.incarnation() - 1)
            .filter(other -> other.tuple().equals(attempt.tuple()))
            .anyMatch(before -> before.wire().ending().how() == Ending.How.CLOSED);
  }
}
