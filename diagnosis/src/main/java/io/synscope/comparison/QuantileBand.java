package io.synscope.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One corner of one side's percentile curve; nanoseconds.
 *
 * @param share which quantile: 0 is the least value, 0.5 the median
 * @param nanos its value; infinite where it falls among failures
 * @param lowNanos lower end of its 95 % interval, for this quantile alone
 * @param highNanos upper end
 */
public record QuantileBand(double share, double nanos, double lowNanos, double highNanos) {
  private static final double HALF_ERROR = 0.025;

  /** A quantile that fewer values exceed is one of them, not a property of the side. */
  private static final double FEWEST_BEYOND = 5;

  /**
   * {@return the corners that so many values can show}
   *
   * @param shares ascending
   * @param at the quantiles themselves
   * @param drawn for each quantile, its value in each draw, in any order
   */
  static List<QuantileBand> curve(double[] shares, double[] at, double[][] drawn, long count) {
    List<QuantileBand> curve = new ArrayList<>();
    for (int i = 0; i < shares.length && (1 - shares[i]) * count >= FEWEST_BEYOND; i++) {
      double[] ascending = drawn[i].clone();
      Arrays.sort(ascending);
      curve.add(
          new QuantileBand(
              shares[i],
              at[i],
              Comparer.ranked(ascending, HALF_ERROR),
              Comparer.ranked(ascending, 1 - HALF_ERROR)));
    }
    return List.copyOf(curve);
  }
}
