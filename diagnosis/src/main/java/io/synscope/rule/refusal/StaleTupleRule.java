package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** The server still holds a connection on the very ports that the client begins anew with. */
public final class StaleTupleRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("stale_established_tuple", Severity.WARNING)
          .title("The server still holds the old connection")
          .meaning(
              "The SYN met a connection that the server still believes open on the same address and port"
                  + " pair, so it answered with a challenge ACK; the client had lost that connection"
                  + " without saying so (crash, lost RST) and uses its port again.")
          .remedy(
              "See how many dead connections the server holds.",
              "redis-cli -h {host} -p {port} CLIENT LIST | awk '{print $2, $6}'  # addr, idle",
              "No client is listed that has been idle for longer than it lives.")
          .remedy(
              "Let the server find dead peers sooner.",
              "redis-cli -h {host} -p {port} CONFIG SET tcp-keepalive 60",
              "Dead clients vanish from CLIENT LIST within about three minutes.")
          .remedy(
              "Let clients take any free source port instead of a fixed one.",
              "sysctl net.ipv4.ip_local_port_range",
              "Source ports of new connections differ from the last ones.")
          .nextTest("On {host}: ss -tno 'sport = :{port}' shows ESTAB for the client's old port")
          .cite("RFC 5961 4; RFC 9293 3.5.1 half-open connections");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> challenged =
          listener.matching(
              Trait.CHALLENGED,
              attempt ->
                  attempt.wire().handshake().challengeAcks() > 0
                      && !TimeWaitRule.inTimeWait(file, attempt));
      if (!challenged.isEmpty()) {
        write(docket, listener, challenged);
      }
    }
  }

  private static void write(Docket docket, Listener listener, List<ConnectionAttempt> challenged) {
    boolean stuck =
        challenged.stream().anyMatch(attempt -> attempt.outcome() == Outcome.CHALLENGED);
    boolean oldOneSeen = challenged.stream().anyMatch(attempt -> attempt.incarnation() > 0);
    boolean settled = challenged.stream().anyMatch(StaleTupleRule::resetAndRetried);
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(challenged)
            .severity(stuck ? Severity.CRITICAL : Severity.WARNING)
            .confidence(confidence(challenged, settled, oldOneSeen))
            .say(
                "%s answered the SYN of %s with an ACK of an older connection on the same ports.",
                listener.server(), Phrase.count(challenged.size(), "attempt"))
            .handshakes(
                settled
                    ? "a challenge ACK answered the SYN, the client reset it, and its next SYN was"
                        + " accepted"
                    : "an ACK with a foreign number answered the SYN",
                challenged,
                CAUSE.cite())
            .ruleOut("accept_queue_overflow", "the SYN was answered, by an ACK")
            .ruleOut("syn_loss_only", "the SYN arrived");
    if (!oldOneSeen) {
      draft.alternative("time_wait_reuse"); // how the old connection ended was not captured
    }
  }

  private static Confidence confidence(
      List<ConnectionAttempt> challenged, boolean settled, boolean oldOneSeen) {
    boolean repeated = challenged.stream().anyMatch(a -> a.wire().handshake().syns().size() > 1);
    if (!settled) {
      return repeated ? Confidence.LIKELY : Confidence.POSSIBLE;
    }
    return oldOneSeen ? Confidence.PROVEN : Confidence.LIKELY;
  }

  /** The client's RST took the old connection away, and the repeated SYN opened the new one. */
  private static boolean resetAndRetried(ConnectionAttempt attempt) {
    return attempt.outcome() == Outcome.ESTABLISHED_RETRIED
        && attempt.wire().handshake().syns().size() > 1;
  }
}
