package io.synscope.schedule;

/**
 * When a schedule is over: whichever comes first.
 *
 * @param count attempts that are measured
 * @param durationNanos time in which attempts may start
 * @param warmUp attempts before those, which are made but not measured
 */
public record Limit(long count, long durationNanos, long warmUp) {
  /** Goes on until it is stopped. */
  public static final Limit NONE = new Limit(Long.MAX_VALUE, Long.MAX_VALUE, 0);

  /** {@return that many attempts} */
  public static Limit count(long count) {
    return new Limit(count, Long.MAX_VALUE, 0);
  }

  /**
   * {@return whether attempt {@code k}, meant to start at {@code startNanos}, is still to be made}
   */
  public boolean allows(long k, long startNanos) {
    return k - warmUp < count && startNanos < durationNanos;
  }
}
