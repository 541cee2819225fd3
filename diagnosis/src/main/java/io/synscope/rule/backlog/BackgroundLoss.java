package io.synscope.rule.backlog;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Recovery;
import io.synscope.observation.Repair;
import io.synscope.observation.Retransmission;
import io.synscope.observation.SentHalf;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import io.synscope.rule.Shared;
import io.synscope.rule.Trait;
import io.synscope.statistics.Binomial;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the path to or from a host loses anyhow, by the data of its established connections:
 * what lost SYNs or SYN-ACKs must exceed to mean more.
 *
 * @param lost distinct data segments that were lost
 * @param segments data segments sent
 */
record BackgroundLoss(int lost, int segments) {
  private static final double FLOOR = 1e-4;
  private static final int SEGMENTS_THAT_TELL = 30;
  private static final BackgroundLoss NOTHING_SENT = new BackgroundLoss(0, 0);
  private static final Shared<Map<Address, BackgroundLoss>> TOWARDS =
      Shared.of(file -> new HashMap<>());

  /** {@return the loss of what clients send to this host} */
  static BackgroundLoss towards(CaseFile file, Address server) {
    return TOWARDS.in(file).computeIfAbsent(server, host -> towardsHost(file, host));
  }

  private static BackgroundLoss towardsHost(CaseFile file, Address host) {
    int lost = 0;
    int segments = 0;
    for (Listener listener : file.listenersOf(host)) {
      segments += (int) listener.laterClientSegments();
      for (ConnectionAttempt attempt : listener.with(Trait.SEGMENT_MISSING)) {
        lost += NOTHING_SENT.with(attempt.wire().fromClient(), true).lost;
      }
    }
    return new BackgroundLoss(lost, segments);
  }

  /**
   * {@return the loss of what this host sends to clients} Where its lost packets cannot be seen
   * being sent, the gaps in its IP identification count them.
   */
  static BackgroundLoss from(CaseFile file, Address server) {
    BackgroundLoss sum = NOTHING_SENT;
    for (ConnectionAttempt attempt : file.attemptsTo(server)) {
      SentHalf half = attempt.wire().fromServer();
      int gaps = half.repair().identificationGaps();
      BackgroundLoss counted = sum.with(half, false);
      sum =
          gaps > counted.lost - sum.lost
              ? new BackgroundLoss(
                  sum.lost + gaps, sum.segments + (int) half.volume().packets() + gaps)
              : counted;
    }
    return sum;
  }

  /**
   * The first data of a client are left out: a listener whose queue is full ignores them as well,
   * which is no loss.
   */
  private BackgroundLoss with(SentHalf half, boolean withoutFirst) {
    Repair repair = half.repair();
    long ranges = repair.retransmissions().isEmpty() ? 0 : repeatedRanges(repair, withoutFirst);
    long sent = half.volume().dataSegments() - (withoutFirst ? 1 : 0);
    return sent <= 0
        ? this
        : new BackgroundLoss(lost + (int) Math.min(ranges, sent), segments + (int) sent);
  }

  private static long repeatedRanges(Repair repair, boolean withoutFirst) {
    return repair.retransmissions().stream()
        .filter(again -> again.recovery() != Recovery.SPURIOUS)
        .filter(again -> !withoutFirst || again.relativeSequence() > 0)
        .mapToLong(Retransmission::relativeSequence)
        .distinct()
        .count();
  }

  /** {@return the greatest loss rate that these data allow, 95 times in a hundred} */
  double upperBound() {
    return Math.max(FLOOR, Binomial.upperBound95(lost, segments));
  }

  /** {@return the probability that so many of so many handshake packets were lost by it} */
  double chanceOf(int missing, int sent) {
    return Binomial.atLeast(missing, sent, upperBound());
  }

  /** {@return whether enough data were sent to tell} */
  boolean tells() {
    return segments >= SEGMENTS_THAT_TELL;
  }
}
