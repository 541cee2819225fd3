package io.synscope.observation;

import java.util.List;

/**
 * Round trips measured passively by one method.
 *
 * @param samples how many
 * @param minNanos the least
 * @param medianNanos the middle one, within a factor of 1.1
 * @param maxNanos the greatest
 * @param peaks the greatest ones of at least 10 ms and four times the least, at most 8, in time
 *     order
 */
public record RoundTrip(
    long samples, long minNanos, long medianNanos, long maxNanos, List<RoundTripPeak> peaks) {
  /** Nothing could be measured. */
  public static final RoundTrip NONE = new RoundTrip(0, 0, 0, 0, List.of());
}
