package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Repair;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** The network delivers packets twice. */
public final class DuplicatesRule implements Rule {
  private static final int WORTH_TELLING = 2;
  private static final int BEYOND_CHANCE = 5;

  private static final Cause CAUSE =
      Cause.named("duplicates", Severity.INFO)
          .title("The network doubles packets")
          .meaning(
              "Receivers report data as received twice that were sent once: something on the way"
                  + " copies packets. TCP drops the copies.")
          .remedy(
              "Look for a switch that floods, a bridge loop, or a mirror port that feeds the copies"
                  + " back.",
              "nstat -az TcpExtTCPDSACKRecv   # on the sender, while traffic flows",
              "The counter stands still.")
          .nextTest("capture on the sender: there each packet exists once")
          .cite("RFC 2883 4; RFC 9293 3.10.7.4");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(Trait.MENDED, attempt -> copies(attempt) > 0);
      int copies = hits.stream().mapToInt(DuplicatesRule::copies).sum();
      if (copies >= WORTH_TELLING) {
        boolean whole = !listener.hasGaps();
        Draft draft =
            docket
                .find(CAUSE)
                .at(listener.server())
                .hits(hits)
                .count(copies)
                .confidence(confidence(whole, copies))
                .say(
                    "The network doubles packets of %s to %s: %d were reported as received twice"
                        + " although they were sent once.",
                    Phrase.count(hits.size(), "connection"), listener.server(), copies)
                .evidence(
                    "DSACK blocks for data that no retransmission explains",
                    Frames.ofAttempts(
                        hits,
                        hit ->
                            Frames.of(
                                hit.wire().fromClient().volume().lastData(),
                                hit.wire().fromServer().volume().lastData())),
                    CAUSE.cite());
        if (whole && hits.stream().noneMatch(DuplicatesRule::repeats)) {
          draft.ruleOut("random_loss", "nothing had to be sent again");
        } else {
          draft.alternative("random_loss");
        }
      }
    }
  }

  /** Of a few, the capture may have missed the repetitions without missing anything else. */
  private static Confidence confidence(boolean whole, int copies) {
    if (!whole) {
      return Confidence.POSSIBLE;
    }
    return copies >= BEYOND_CHANCE ? Confidence.STRONG : Confidence.LIKELY;
  }

  private static boolean repeats(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().repair().retransmitted()
            + attempt.wire().fromServer().repair().retransmitted()
        > 0;
  }

  private static int copies(ConnectionAttempt attempt) {
    int copies = 0;
    for (Party party : Party.values()) {
      Repair repair = attempt.wire().from(party).repair();
      if (repair.unseenAcknowledged() > 0) {
        return 0; // the capture lost packets, repetitions perhaps
      }
      boolean fromTheStart = attempt.outcome() != Outcome.INCONCLUSIVE_HEAD;
      copies +=
          fromTheStart
              ? Math.max(0, repair.reportedTwice() - repair.retransmitted() - overtaken(repair))
              : repair.networkDuplicates(); // sent twice, once before the capture, perhaps
    }
    return copies;
  }

  /** Where packets overtake each other, what is seen twice may be a repetition that came late. */
  private static int overtaken(Repair repair) {
    return repair.reordered() > 0 ? repair.networkDuplicates() : 0;
  }
}
