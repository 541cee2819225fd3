package io.synscope.statistics;

/** The binomial distribution: how many of n independent trials succeed. */
public final class Binomial {
  private static final int BISECTIONS = 60;
  private static final double NEGLIGIBLE = 1e-18;

  private Binomial() {}

  /**
   * {@return the probability that at least {@code successes} of {@code trials} succeed when each
   * does with probability {@code p}}
   */
  public static double atLeast(int successes, int trials, double p) {
    if (successes <= 0) {
      return 1;
    }
    if (successes > trials || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return 1;
    }
    return successes > trials * p
        ? Math.min(1, upperTail(successes, trials, p))
        : Math.max(0, 1 - upperTail(trials - successes + 1, trials, 1 - p));
  }

  /**
   * Adds up the terms from {@code successes}, which lies above the mean, until they no longer
   * count. The sum of fewer successes is the same sum over failures, with the roles exchanged:
   * neither side ever walks over the whole distribution.
   */
  private static double upperTail(int successes, int trials, double p) {
    double odds = p / (1 - p);
    double term =
        Math.exp(
            logChoose(trials, Math.min(successes, trials - successes))
                + successes * Math.log(p)
                + (trials - successes) * Math.log1p(-p));
    double sum = 0;
    for (int k = successes; k <= trials && term > sum * NEGLIGIBLE; k++) {
      sum += term;
      term *= odds * (trials - k) / (k + 1.0);
    }
    return sum;
  }

  /**
   * {@return the one-sided 95 % upper bound of the probability of a success, given {@code
   * successes} in {@code trials}} Clopper and Pearson 1934: the p at which so few successes have
   * become a surprise; 1 when nothing was tried.
   */
  public static double upperBound95(int successes, int trials) {
    if (trials == 0 || successes >= trials) {
      return 1;
    }
    double low = (double) successes / trials;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      boolean plausible = 1 - atLeast(successes + 1, trials, middle) > 0.05;
      low = plausible ? middle : low;
      high = plausible ? high : middle;
    }
    return high;
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log(n - k + i) - Math.log(i);
    }
    return sum;
  }
}
