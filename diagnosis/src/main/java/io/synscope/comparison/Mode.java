package io.synscope.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that heap up where a timer of TCP ends: they are that timer's work, not the path's.
 *
 * @param nanos where
 * @param share of all values
 * @param meaning what waits so long
 */
public record Mode(long nanos, double share, String meaning) {
  private static final long MILLI = 1_000_000;
  private static final double LOWER = 0.95;
  private static final double UPPER = 1.25;
  private static final double RISE = 3;
  private static final int FEWEST = 3;

  /** {@return the heaps among these values} */
  static List<Mode> in(Grid grid, long[] sum) {
    List<Mode> modes = new ArrayList<>();
    // Linux TCP_DELACK_MIN, TCP_RTO_MIN; RFC 6298 (2.1): 1 second
    look(grid, sum, 40 * MILLI, "a delayed ACK that Nagle's algorithm waits for", modes);
    look(grid, sum, 200 * MILLI, "a lost segment, sent again after the least RTO", modes);
    look(grid, sum, 1000 * MILLI, "a lost SYN or SYN-ACK, sent again after the first RTO", modes);
    return modes;
  }

  private static void look(Grid grid, long[] sum, long at, String meaning, List<Mode> modes) {
    double width = UPPER / LOWER;
    long here = count(grid, sum, at * LOWER, at * UPPER);
    long before = count(grid, sum, at * LOWER / width, at * LOWER);
    long after = count(grid, sum, at * UPPER, at * UPPER * width);
    if (here >= FEWEST && here >= RISE * Math.max(before, after)) {
      double all = 0;
      for (long count : sum) {
        all += count;
      }
      modes.add(new Mode(at, here / all, meaning));
    }
  }

  private static long count(Grid grid, long[] sum, double from, double to) {
    long count = 0;
    for (int i = 0; i < sum.length; i++) {
      count += grid.value(i) >= from && grid.value(i) < to ? sum[i] : 0;
    }
    return count;
  }
}
