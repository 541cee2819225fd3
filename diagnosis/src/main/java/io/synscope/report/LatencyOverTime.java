package io.synscope.report;

import io.synscope.latency.HeatMap;
import java.util.List;

/**
 * How long something took, by when it began.
 *
 * @param phase ROUND_TRIP, or another phase
 * @param clock by whose clock
 * @param spanNanos width of a column of cells
 * @param cells those that hold something, by time, then by length
 */
public record LatencyOverTime(
    String phase, String clock, long spanNanos, List<HeatMap.Cell> cells) {
  /** {@return what this map counted} */
  public static LatencyOverTime of(String phase, String clock, HeatMap map) {
    return new LatencyOverTime(phase, clock, map.spanNanos(), map.cells());
  }
}
