package io.synscope.redis;

/** A median that follows what it is told by an eighth of itself at a time; one number. */
final class Pace {
  private Pace() {}

  /** {@return the median after one value more} */
  static long follow(long median, long value) {
    long step = (median >> 3) + 1;
    return value > median ? median + step : value < median ? median - step : median;
  }
}
