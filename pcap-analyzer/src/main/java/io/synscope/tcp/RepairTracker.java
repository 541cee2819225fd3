package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.observation.Recovery;
import io.synscope.observation.Repair;
import io.synscope.observation.Retransmission;
import io.synscope.wire.Packet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was sent again, overtaken or doubled in one direction; made only when the first such thing
 * happens.
 */
final class RepairTracker {
  private static final int KEPT = 32;

  private final Map<Recovery, Integer> recoveries = new EnumMap<>(Recovery.class);
  private final List<Retransmission> retransmissions = new ArrayList<>(4);
  private final Holes holes = new Holes();
  private int lostRanges;
  private int reordered;
  private int networkDuplicates;
  private int unseenAcknowledged;
  private int reportedTwice;

  Holes holes() {
    return holes;
  }

  void retransmitted(
      Packet packet, Recovery recovery, long relative, int length, long gap, int transmission) {
    recoveries.merge(recovery, 1, Integer::sum);
    if (retransmissions.size() < KEPT) {
      Moment at = new Moment(packet.nanos(), packet.frame());
      retransmissions.add(new Retransmission(at, recovery, relative, length, gap, transmission));
    }
    if (transmission <= 2 && recovery != Recovery.SPURIOUS) {
      lostRanges++;
    }
  }

  void reordered() {
    reordered++;
  }

  void networkDuplicate() {
    networkDuplicates++;
  }

  void unseenAcknowledged() {
    unseenAcknowledged++;
  }

  /** The receiver reported a range as received twice (RFC 2883): one repetition was not needed. */
  void reportedTwice(int ranges) {
    reportedTwice += ranges;
  }

  Repair facts(int identificationGaps) {
    return new Repair(
        recoveries.isEmpty() ? Map.of() : new EnumMap<>(recoveries),
        List.copyOf(retransmissions),
        Math.max(0, lostRanges - reportedTwice),
        reordered,
        networkDuplicates,
        reportedTwice,
        identificationGaps,
        unseenAcknowledged);
  }
}
