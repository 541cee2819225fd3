package io.synscope.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a number tells two groups apart: the area under the ROC curve, which is Mann and
 * Whitney's U over all pairs.
 *
 * @param area share of pairs in which the second group's member is the greater one, ties half; 0.5
 *     tells nothing, 1 tells all
 * @param chance probability of an area at least so large when the number tells nothing (normal
 *     approximation with ties; exact where the groups do not overlap)
 */
public record Separation(double area, double chance) {
  /** One group is empty: nothing can be told. */
  public static final Separation NONE = new Separation(0.5, 1);

  /** {@return how well the number tells {@code low} from {@code high}} */
  public static Separation of(List<Integer> low, List<Integer> high) {
    return of(
        low.stream().mapToInt(Integer::intValue).toArray(),
        high.stream().mapToInt(Integer::intValue).toArray());
  }

  /** {@return how well the number tells {@code low} from {@code high}} */
  public static Separation of(int[] low, int[] high) {
    if (low.length == 0 || high.length == 0) {
      return NONE;
    }
    int[] sorted = low.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (int value : high) {
      int below = first(sorted, value);
      wins += below + (first(sorted, value + 1) - below) / 2.0;
    }
    double area = wins / ((double) low.length * high.length);
    return new Separation(area, chance(area, low, high));
  }

  /** {@return index of the first element that is not less} */
  private static int first(int[] sorted, int value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double chance(double area, int[] low, int[] high) {
    int n = low.length + high.length;
    if (area == 1) {
      double ways = 1;
      for (int i = 1; i <= high.length; i++) {
        ways *= (double) i / (low.length + i);
      }
      return ways;
    }
    int[] all = IntStream.concat(IntStream.of(low), IntStream.of(high)).toArray();
    Arrays.sort(all);
    double ties = 0;
    for (int i = 0; i < n; ) {
      int end = first(all, all[i] + 1);
      double run = end - i;
      ties += run * run * run - run;
      i = end;
    }
    double pairs = (double) low.length * high.length;
    double variance = pairs / 12 * (n + 1 - ties / ((double) n * (n - 1)));
    return variance <= 0 ? 1 : upperTail((area - 0.5) * pairs / Math.sqrt(variance));
  }

  /** Abramowitz and Stegun 26.2.17, error below 1e-7. */
  private static double upperTail(double z) {
    if (z < 0) {
      return 1 - upperTail(-z);
    }
    double t = 1 / (1 + 0.2316419 * z);
    double poly =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * poly;
  }
}
