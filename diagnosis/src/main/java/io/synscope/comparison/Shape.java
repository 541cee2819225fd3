package io.synscope.comparison;

import java.util.stream.LongStream;

/**
 * How far two distributions are apart at most, wherever that is: Kolmogorov and Smirnov's D.
 *
 * @param distance greatest difference between the shares of both sides that exceed the same value
 * @param chance how often two alike sides of so many independent values would be that far apart;
 *     with many values the smallest difference is improbable, so that this is no verdict
 */
public record Shape(double distance, double chance) {
  private static final int MOST_TERMS = 100;

  /** {@return the shape of these counts on one axis, of which each side is worth so many values} */
  static Shape of(long[] a, long[] b, double worth) {
    double allA = Math.max(1, LongStream.of(a).sum());
    double allB = Math.max(1, LongStream.of(b).sum());
    double distance = 0;
    long belowA = 0;
    long belowB = 0;
    for (int i = 0; i < a.length; i++) {
      belowA += a[i];
      belowB += b[i];
      distance = Math.max(distance, Math.abs(belowA / allA - belowB / allB));
    }
    double root = Math.sqrt(Math.max(0, worth) / 2); // n m / (n + m) of two equal sides
    return new Shape(distance, root == 0 ? 1 : chance((root + 0.12 + 0.11 / root) * distance));
  }

  /** Kolmogorov's distribution, with Stephens' correction (1970) in its argument. */
  private static double chance(double lambda) {
    double sum = 0;
    for (int j = 1; j <= MOST_TERMS; j++) {
      double term = Math.exp(-2.0 * j * j * lambda * lambda);
      sum += j % 2 == 1 ? term : -term;
      if (term < 1e-12) {
        return Math.min(1, Math.max(0, 2 * sum));
      }
    }
    return 1; // so close together that the series has not begun to converge
  }
}
