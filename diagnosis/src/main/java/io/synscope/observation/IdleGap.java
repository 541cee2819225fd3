package io.synscope.observation;

/**
 * A pause of a connection in both directions.
 *
 * @param nanos how long
 * @param last the last segment before it
 * @param next the first segment after it
 * @param by who broke the silence
 * @param answered whether whatever came after it was answered by the other end
 */
public record IdleGap(long nanos, Moment last, Moment next, Party by, boolean answered) {
  /** No pause worth the name. */
  public static final IdleGap NONE = new IdleGap(0, Moment.NONE, Moment.NONE, Party.CLIENT, true);
}
