package io.synscope.comparison;

/**
 * One quantile of B less the same quantile of A; nanoseconds.
 *
 * @param share which quantile: 0.5 is the median
 * @param aNanos A's
 * @param bNanos B's; infinite where it falls among failures
 * @param nanos the difference
 * @param lowNanos lower end of its interval
 * @param highNanos upper end of its interval
 * @param materialNanos the least difference that matters
 * @param effectiveCount how many independent values the smaller side is worth here
 * @param estimable whether those are enough for this quantile at all
 * @param verdict what follows
 * @param neededCount values of each side with which the question could be answered; 0 when it is
 */
public record QuantileDifference(
    double share,
    double aNanos,
    double bNanos,
    double nanos,
    double lowNanos,
    double highNanos,
    double materialNanos,
    long effectiveCount,
    boolean estimable,
    Verdict verdict,
    long neededCount) {

  /** {@return p50, p99.9} */
  public String name() {
    double percent = Math.round(share * 1000) / 10.0;
    return percent == Math.rint(percent) ? "p" + (long) percent : "p" + percent;
  }
}
