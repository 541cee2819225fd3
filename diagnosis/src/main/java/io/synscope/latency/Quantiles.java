package io.synscope.latency;

import org.HdrHistogram.AbstractHistogram;

/**
 * One series in numbers; all values in nanoseconds.
 *
 * <p>Failures count as infinitely long: a quantile that falls among them is {@link #UNBOUNDED}.
 *
 * @param series what was timed
 * @param count values
 * @param failures attempts that have no value: counted beside, never dropped
 * @param minNanos least value
 * @param p50Nanos median
 * @param p90Nanos 90th percentile
 * @param p99Nanos 99th percentile
 * @param p999Nanos 99.9th percentile
 * @param maxNanos greatest value
 */
public record Quantiles(
    Series series,
    long count,
    long failures,
    long minNanos,
    long p50Nanos,
    long p90Nanos,
    long p99Nanos,
    long p999Nanos,
    long maxNanos) {

  /** Longer than anyone waited. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  static Quantiles of(Series series, AbstractHistogram values, long failures) {
    return new Quantiles(
        series,
        values.getTotalCount(),
        failures,
        values.getTotalCount() == 0 ? 0 : values.getMinValue(),
        at(0.5, values, failures),
        at(0.9, values, failures),
        at(0.99, values, failures),
        at(0.999, values, failures),
        values.getMaxValue());
  }

  /** {@return the least value that at least this share of all attempts does not exceed} */
  public static long at(double share, AbstractHistogram values, long failures) {
    long all = values.getTotalCount() + failures;
    if (all == 0) {
      return 0;
    }
    long rank = Math.max(1, (long) Math.ceil(share * all));
    return rank > values.getTotalCount()
        ? UNBOUNDED // failures stand behind the greatest value: right-censored observations
        : Math.min(
            values.getMaxValue(),
            values.getValueAtPercentile(100.0 * rank / values.getTotalCount()));
  }
}
