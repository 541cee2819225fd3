package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Repair;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** Packets overtake each other; nothing is lost. */
public final class ReorderingRule implements Rule {
  private static final int WORTH_TELLING = 2;

  private static final Cause CAUSE =
      Cause.named("reordering", Severity.INFO)
          .title("Packets overtake each other")
          .meaning(
              "Packets arrive in another order than they were sent: parallel links or paths of"
                  + " different length. TCP puts them in order; what it sends again for it was not"
                  + " lost.")
          .remedy(
              "Look for per-packet load balancing on the way: bonding in balance-rr mode, ECMP by"
                  + " packet, a queue per core without flow steering.",
              "cat /proc/net/bonding/*; ip route show",
              "nstat -az TcpExtTCPSACKReorder TcpExtTCPTSReorder stand still on the sender.")
          .nextTest(
              "nstat -az TcpExtTCPSACKReorder TcpExtTCPTSReorder on the sender during traffic")
          .cite("RFC 4737; RFC 2883");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.MENDED,
              attempt -> !recut(attempt) && seen(attempt) + reported(attempt) >= WORTH_TELLING);
      if (!hits.isEmpty()) {
        int seen = hits.stream().mapToInt(ReorderingRule::seen).sum();
        int reported = hits.stream().mapToInt(ReorderingRule::reported).sum();
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(seen > 0 ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "Packets overtake each other on %s to %s: %d arrived late here, %d were sent again"
                    + " although the other end had them.",
                Phrase.count(hits.size(), "connection"), listener.server(), seen, reported)
            .ruleOut("random_loss", "the receiver reports each repetition as received twice")
            .evidence(
                "segments with an older IP identification or timestamp than those before them, or"
                    + " fast repetitions that DSACK shows to be needless",
                Frames.ofAttempts(hits, ReorderingRule::frames),
                CAUSE.cite());
      }
    }
  }

  /** What path-MTU discovery had sent again in smaller segments comes twice, not late. */
  private static boolean recut(ConnectionAttempt attempt) {
    return attempt.wire().icmp().stream().anyMatch(IcmpReport::fragmentationNeeded);
  }

  private static int seen(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().repair().reordered()
        + attempt.wire().fromServer().repair().reordered();
  }

  private static int reported(ConnectionAttempt attempt) {
    return needless(attempt.wire().fromClient().repair())
        + needless(attempt.wire().fromServer().repair());
  }

  private static int needless(Repair repair) {
    int fast = repair.recovered(Recovery.FAST);
    return repair.lostRanges() == 0 && repair.reportedTwice() >= fast ? fast : 0;
  }

  private static List<Long> frames(ConnectionAttempt attempt) {
    for (Party party : Party.values()) {
      List<Long> frames =
          Frames.ofRepetitions(attempt.wire().from(party).repair().retransmissions());
      if (!frames.isEmpty()) {
        return frames;
      }
    }
    return attempt.handshakeFrames();
  }
}
