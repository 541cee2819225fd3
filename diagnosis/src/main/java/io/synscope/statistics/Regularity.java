package io.synscope.statistics;

import java.util.List;

/** How evenly events are spaced in time. */
public final class Regularity {
  private Regularity() {}

  /**
   * {@return standard deviation of the gaps between events over their mean} 0 is a clock, 1 is
   * chance; infinite with fewer than three events.
   */
  public static double variation(List<Long> times) {
    return variation(times.stream().mapToLong(Long::longValue).toArray());
  }

  /** {@return the same for times in an array} */
  public static double variation(long[] times) {
    int gaps = times.length - 1;
    if (gaps < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = (double) (times[gaps] - times[0]) / gaps;
    double squares = 0;
    for (int i = 0; i < gaps; i++) {
      double off = times[i + 1] - times[i] - mean;
      squares += off * off;
    }
    return mean <= 0 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / gaps) / mean;
  }
}
