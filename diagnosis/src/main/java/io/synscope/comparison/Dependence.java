package io.synscope.comparison;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How much values of neighbouring slots say the same thing again: bursts make a thousand values
 * worth a hundred.
 *
 * <p>It looks at how far each slot exceeds a quantile more often than expected. Where both sides
 * were measured together, only the surplus of one over the other counts: what both go through says
 * nothing about their difference.
 */
final class Dependence {
  /** Of a normal variable that is zero in the mean, 95 % lie within. */
  private static final double NORMAL_95 = 1.96;

  private static final double[] LOOKED_AT = {0.5, 0.9, 0.99};
  private static final int FEWEST_RUNS = 5;

  private final Grid grid;
  private final Grid.Side a;
  private final Grid.Side b;
  private final boolean paired;
  private final long[] sumA;
  private final long[] sumB;

  Dependence(Grid grid, Grid.Side a, Grid.Side b, boolean paired) {
    this.grid = grid;
    this.a = a;
    this.b = b;
    this.paired = paired;
    sumA = grid.total(a);
    sumB = grid.total(b);
  }

  /** {@return how many consecutive slots a draw must keep together} */
  int run() {
    int longest = 1;
    for (double share : LOOKED_AT) {
      for (double[] series : series(share)) {
        int lag = decorrelation(series);
        longest = Math.max(longest, lag > 1 ? 2 * lag : 1);
      }
    }
    return Math.max(1, Math.min(longest, Math.min(a.slots(), b.slots()) / FEWEST_RUNS));
  }

  /** {@return how many independent values of each side would vary as little at this quantile} */
  long worth(double share) {
    long count = Math.min(LongStream.of(sumA).sum(), LongStream.of(sumB).sum());
    double least = count;
    for (double[] series : series(share)) {
      double independent = (paired ? 2 : 1) * share * (1 - share) * count;
      double variance = varianceOfSum(series);
      least = variance <= independent ? least : Math.min(least, count * independent / variance);
    }
    return (long) least;
  }

  private List<double[]> series(double share) {
    double[] ofA = surplus(a, sumA, share);
    double[] ofB = surplus(b, sumB, share);
    if (!paired) {
      return List.of(ofA, ofB);
    }
    double[] difference = new double[ofA.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = ofB[i] - ofA[i];
    }
    return List.of(difference);
  }

  private double[] surplus(Grid.Side side, long[] sum, double share) {
    long all = LongStream.of(sum).sum();
    int place = 0;
    long below = 0;
    while (place < grid.width() - 1 && below + sum[place] < share * all) {
      below += sum[place++];
    }
    double expected = all == 0 ? 0 : (double) (all - below - sum[place]) / all;
    double[] surplus = new double[side.slots()];
    for (int i = 0; i < surplus.length; i++) {
      long above = 0;
      for (int j = 0; j < side.places()[i].length; j++) {
        above += side.places()[i][j] > place ? side.counts()[i][j] : 0;
      }
      surplus[i] = above - expected * side.count(i);
    }
    return surplus;
  }

  /** {@return the first lag, in slots, at which the series no longer resembles itself} */
  private static int decorrelation(double[] series) {
    double least = NORMAL_95 / Math.sqrt(series.length);
    double variance = covariance(series, 0);
    int lag = 1;
    while (variance > 0 && lag < series.length / 4 && covariance(series, lag) / variance > least) {
      lag++;
    }
    return lag;
  }

  /** {@return variance of the sum of all slots, correlations included} */
  private static double varianceOfSum(double[] series) {
    int far = decorrelation(series);
    double sum = covariance(series, 0);
    for (int lag = 1; lag <= far; lag++) {
      sum += 2 * (1 - lag / (far + 1.0)) * covariance(series, lag); // Bartlett's weights
    }
    return Math.max(sum, 0) * series.length;
  }

  private static double covariance(double[] series, int lag) {
    double mean = 0;
    for (double x : series) {
      mean += x / series.length;
    }
    double sum = 0;
    for (int i = 0; i + lag < series.length; i++) {
      sum += (series[i] - mean) * (series[i + lag] - mean);
    }
    return sum / series.length;
  }
}
