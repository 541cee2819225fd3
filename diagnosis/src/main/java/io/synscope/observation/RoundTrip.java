package io.synscope.observation;

/**
 * Round trips measured passively by one method.
 *
 * @param samples how many
 * @param minNanos the least
 * @param medianNanos the middle one, within a factor of 1.1
 * @param maxNanos the greatest
 */
public record RoundTrip(long samples, long minNanos, long medianNanos, long maxNanos) {
  /** Nothing could be measured. */
  public static final RoundTrip NONE = new RoundTrip(0, 0, 0, 0);
}
