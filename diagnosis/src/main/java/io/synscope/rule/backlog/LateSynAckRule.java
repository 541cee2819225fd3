package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The SYN was repeated because its answer takes longer than a second: nothing was lost. */
public final class LateSynAckRule implements Rule {
  /** Connect timeouts below are rare, and scanners that are nearer answer by RST as well. */
  private static final long LONG_WAY_NANOS = 100_000_000L;

  private static final long TIMER_NANOS = 1_000_000_000L;
  private static final Cause CAUSE =
      Cause.named("synack_late", Severity.WARNING)
          .title("The SYN-ACK comes too late")
          .meaning(
              "The round trip is longer than the second after which a SYN is repeated, or than the client"
                  + " waits for a connect: handshakes look like loss, or time out, although every packet"
                  + " arrives.")
          .remedy(
              "Find where the delay arises.",
              "mtr -n -T -P {port} -c 20 {host}",
              "The last hop answers in the time that its distance explains (1 ms per 100 km and"
                  + " direction).")
          .remedy(
              "Give connects a timeout above the round trip: at least three times as long.",
              "",
              "No connect times out although its SYN-ACK came.")
          .nextTest(
              "ping -c 20 {host}: is the round trip that long for any packet, or only for SYNs?")
          .cite("RFC 6298 2.1; RFC 7323 4.3");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      tooLate(file, docket, listener);
      List<ConnectionAttempt> late = listener.with(Story.SPURIOUS_SYN_RETRANSMIT);
      if (!late.isEmpty()) {
        Handshake first = late.get(0).wire().handshake();
        Draft draft =
            docket
                .find(CAUSE)
                .at(listener.server())
                .hits(late)
                .confidence(listener.hasGaps() ? Confidence.LIKELY : Confidence.STRONG)
                .say(
                    "%s to %s took %s and more: the SYN was repeated before its answer could come;"
                        + " nothing was lost.",
                    Phrase.count(late.size(), "handshake"),
                    listener.server(),
                    Phrase.span(first.nanos()))
                .handshakes(
                    "the SYN-ACK answers the first SYN although a second was sent",
                    late,
                    CAUSE.cite())
                .ruleOut("syn_loss_only", "the first SYN was answered")
                .ruleOut("accept_queue_overflow", "the first SYN was answered");
        docket
            .at(listener.server(), "high_latency")
            .forEach(root -> draft.symptomOf(root.cause().id()));
      }
    }
  }

  /** The client no longer waited when its answer came, and its kernel sent a RST. */
  private static void tooLate(CaseFile file, Docket docket, Listener listener) {
    List<ConnectionAttempt> given =
        listener.with(Outcome.ABORTED_BY_CLIENT).stream()
            .filter(file::earnest)
            .filter(attempt -> answeredLate(attempt) || neverInTime(listener, attempt))
            .toList();
    if (given.isEmpty()) {
      return;
    }
    Handshake first = given.get(0).wire().handshake();
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(given)
        .confidence(given.size() > 1 ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s to %s had given up when the SYN-ACK came, %s after the SYN.",
            Phrase.count(given.size(), "client"),
            listener.server(),
            Phrase.span(first.firstSynAck().since(first.lastSyn())))
        .handshakes("a SYN-ACK answered by RST: nobody waited for it", given, CAUSE.cite())
        .alternative("synack_loss_only", "drop_return_path", "high_latency")
        .ruleOut("silent_drop", "the server answered")
        .ruleOut("refused_no_listener", "the RST is the client's");
  }

  /** A whole stack behind the SYN, a long way, and no connect of this client ever succeeded. */
  private static boolean neverInTime(Listener listener, ConnectionAttempt attempt) {
    Handshake handshake = attempt.wire().handshake();
    return handshake.timestamps()
        && handshake.firstSynAck().seen()
        && handshake.firstSynAck().since(handshake.lastSyn()) >= LONG_WAY_NANOS
        && listener.established().stream()
            .noneMatch(
                other ->
                    other.tuple().client().address().equals(attempt.tuple().client().address()));
  }

  private static boolean answeredLate(ConnectionAttempt attempt) {
    Handshake handshake = attempt.wire().handshake();
    return handshake.firstSynAck().seen()
        && handshake.lastSyn().seen()
        && handshake.firstSynAck().since(handshake.lastSyn()) >= TIMER_NANOS;
  }
}
