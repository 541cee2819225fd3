package io.synscope.report;

import io.synscope.latency.Quantiles;
import io.synscope.latency.Series;

/**
 * One histogram in one line; all values in nanoseconds.
 *
 * <p>Failures count as infinitely long: a percentile that falls among them is {@link #UNBOUNDED}.
 * Least and greatest are those of the values.
 *
 * @param phase RESOLVE, CONNECT, TLS, GREET, ROUND_TRIP, START_LATENESS, HICCUP
 * @param target ip:port
 * @param clock kernel, user, intended or wire
 * @param count values
 * @param failures attempts that have no value: counted beside, never dropped
 * @param minNanos least
 * @param p50Nanos median
 * @param p90Nanos 90th percentile
 * @param p99Nanos 99th percentile
 * @param p999Nanos 99.9th percentile
 * @param maxNanos greatest
 */
public record LatencyLine(
    String phase,
    String target,
    String clock,
    long count,
    long failures,
    long minNanos,
    long p50Nanos,
    long p90Nanos,
    long p99Nanos,
    long p999Nanos,
    long maxNanos) {

  /** A percentile among the attempts that never got an answer: longer than anyone waited. */
  public static final long UNBOUNDED = Quantiles.UNBOUNDED;

  /** {@return these quantiles as a line} */
  public static LatencyLine of(Quantiles quantiles) {
    Series series = quantiles.series();
    return new LatencyLine(
        series.phase().name(),
        series.target(),
        series.clock().word(),
        quantiles.count(),
        quantiles.failures(),
        quantiles.minNanos(),
        quantiles.p50Nanos(),
        quantiles.p90Nanos(),
        quantiles.p99Nanos(),
        quantiles.p999Nanos(),
        quantiles.maxNanos());
  }
}
