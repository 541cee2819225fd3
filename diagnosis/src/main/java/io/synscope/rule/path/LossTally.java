package io.synscope.rule.path;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Repair;
import io.synscope.observation.Retransmission;
import io.synscope.observation.SentHalf;
import io.synscope.observation.WireSight;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets that the network lost between two hosts and that were made good, by direction of the
 * data.
 *
 * <p>Counted are ranges that had to be sent again, less those that the receiver reports it had
 * (DSACK); and repetitions that the receiver did not need, as far as gaps in the other end's IP
 * identifications show that the acknowledgment was lost. Neither reordering nor delay counts.
 */
final class LossTally {
  private static final int LARGE_BYTES = 1000;

  private final int[] lost = new int[2];
  private final long[] segments = new long[2];
  private final List<ConnectionAttempt> hit = new ArrayList<>();
  private final List<Long> frames = new ArrayList<>();
  private int smallestBytes = Integer.MAX_VALUE;
  private int largestBytes;
  private long addedNanos;

  /** Counts segments with data that were sent, or takes some off. */
  void sent(Party sender, long dataSegments) {
    segments[sender.ordinal()] += dataSegments;
  }

  /** Counts what one connection lost that lived on. */
  void add(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    int before = total();
    for (Party party : Party.values()) {
      lost[party.ordinal()] += madeGood(wire, party) + answersLost(wire, party);
    }
    if (total() > before) {
      hit.add(attempt);
      note(wire);
    }
  }

  private static int madeGood(WireSight wire, Party party) {
    Repair repair = wire.from(party).repair();
    if (repair.lostRanges() == 0) {
      return 0;
    }
    boolean recut =
        wire.icmp().stream().anyMatch(IcmpReport::fragmentationNeeded)
            || repair.lostRanges() > wire.from(party).volume().dataSegments()
            || shrunk(wire.from(party));
    if (recut || repair.reordered() > 0 && repair.lostRanges() <= repair.reordered()) {
      return 0;
    }
    return Math.max(
        0,
        repair.lostRanges()
            - repair.recovered(Recovery.SPURIOUS)
            - firstWordAgain(wire, party)
            - stillMissing(wire.from(party)));
  }

  /** Full segments were sent again in smaller ones, and no full one ever passed. */
  private static boolean shrunk(SentHalf half) {
    int full = Math.min(half.sizes().largest(), half.effectiveMss());
    int delivered = half.sizes().largestDelivered();
    return delivered >= LARGE_BYTES
        && delivered < full
        && half.repair().retransmissions().stream().allMatch(r -> r.bytes() >= LARGE_BYTES);
  }

  /**
   * The first request of a connection may be ignored by a full accept queue, and the first that was
   * captured may be that: not counted.
   */
  private static int firstWordAgain(WireSight wire, Party party) {
    boolean again =
        party == Party.CLIENT
            && wire.fromClient().repair().retransmissions().stream()
                .anyMatch(repetition -> repetition.relativeSequence() == 0);
    return again ? 1 : 0;
  }

  /** What nobody had acknowledged when the capture ended was not made good. */
  private static int stillMissing(SentHalf half) {
    Moment since = half.volume().unacknowledgedSince();
    boolean again =
        since.seen()
            && half.volume().unacknowledgedBytes() > 0
            && half.repair().retransmissions().stream()
                .anyMatch(repetition -> repetition.at().nanos() > since.nanos());
    return again ? 1 : 0;
  }

  private static int answersLost(WireSight wire, Party party) {
    Repair own = wire.from(party).repair();
    Repair peer = wire.from(party.peer()).repair();
    if (own.reportedTwice() == 0
        || own.unseenAcknowledged() + peer.unseenAcknowledged() > 0
        || peer.reordered() > 0) {
      return 0;
    }
    int neverSeen = peer.identificationGaps() - peer.recovered(Recovery.LOST_UPSTREAM);
    return Math.max(0, Math.min(own.reportedTwice(), neverSeen));
  }

  private void note(WireSight wire) {
    for (Party party : Party.values()) {
      for (Retransmission repetition : wire.from(party).repair().retransmissions()) {
        smallestBytes = Math.min(smallestBytes, repetition.bytes());
        largestBytes = Math.max(largestBytes, repetition.bytes());
        addedNanos = Math.max(addedNanos, repetition.gapNanos());
        frames.add(repetition.at().frame());
      }
    }
  }

  int total() {
    return lost[0] + lost[1];
  }

  int lost(Party sender) {
    return lost[sender.ordinal()];
  }

  long segments() {
    return segments[0] + segments[1];
  }

  long segments(Party sender) {
    return segments[sender.ordinal()];
  }

  List<ConnectionAttempt> hit() {
    return List.copyOf(hit);
  }

  List<Long> frames() {
    return frames.stream().sorted().toList();
  }

  int smallestBytes() {
    return smallestBytes;
  }

  int largestBytes() {
    return largestBytes;
  }

  /** {@return the longest pause before a repetition} */
  long longestPauseNanos() {
    return addedNanos;
  }
}
