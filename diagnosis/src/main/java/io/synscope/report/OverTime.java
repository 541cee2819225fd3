package io.synscope.report;

import java.util.List;

/**
 * What happened when: facts that a table cannot tell and a picture can.
 *
 * @param latency how long requests took, by when they began
 */
public record OverTime(List<LatencyOverTime> latency) {
  /** Nothing was counted by time. */
  public static final OverTime NONE = new OverTime(List.of());
}
