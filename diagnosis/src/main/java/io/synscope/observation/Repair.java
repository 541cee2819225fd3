package io.synscope.observation;

import java.util.List;
import java.util.Map;

/**
 * What was sent again, overtaken, doubled or missed in one direction.
 *
 * @param recoveries how often ranges were sent again, by reason
 * @param retransmissions the first 32 of these, in order
 * @param lostRanges distinct ranges that must have been lost, before or behind the capture point
 * @param reordered segments that arrived later than they were sent, without being sent again
 * @param networkDuplicates copies with the same IP identification, made by the network
 * @param reportedTwice DSACK blocks (RFC 2883): repetitions that the receiver did not need
 * @param identificationGaps packets that this end sent and that were never captured, by its IP
 *     identification counter
 * @param unseenAcknowledged times the other end acknowledged bytes that the capture does not hold
 */
public record Repair(
    Map<Recovery, Integer> recoveries,
    List<Retransmission> retransmissions,
    int lostRanges,
    int reordered,
    int networkDuplicates,
    int reportedTwice,
    int identificationGaps,
    int unseenAcknowledged) {
  /** Nothing went wrong. */
  public static final Repair NONE = new Repair(Map.of(), List.of(), 0, 0, 0, 0, 0, 0);

  /** {@return ranges sent again for any reason} */
  public int retransmitted() {
    int sum = 0;
    for (int times : recoveries.values()) {
      sum += times;
    }
    return sum;
  }

  /** {@return how often ranges were sent again for this reason} */
  public int recovered(Recovery reason) {
    return recoveries.getOrDefault(reason, 0);
  }
}
