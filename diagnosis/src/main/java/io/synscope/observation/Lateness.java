package io.synscope.observation;

/**
 * Data of one end that came later than usual, by the clock in its timestamps (RFC 7323): what the
 * way to the capture point delayed.
 *
 * @param segments how many segments with data came at least 30 ms late, until it was over
 * @param greatestNanos by how much, within a millisecond
 * @param latest the one that came latest
 */
public record Lateness(int segments, long greatestNanos, Moment latest) {
  /** Nothing came late, or the clock is unknown. */
  public static final Lateness NONE = new Lateness(0, 0, Moment.NONE);
}
