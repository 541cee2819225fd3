package io.synscope.statistics;

import java.util.stream.LongStream;

/** Moments in order, to count those before another one; in nanoseconds. */
public final class SortedTimes {
  private final long[] nanos;

  private SortedTimes(long[] nanos) {
    this.nanos = nanos;
  }

  /** {@return these moments, which may come in any order} */
  public static SortedTimes of(LongStream moments) {
    return new SortedTimes(moments.sorted().toArray());
  }

  /** {@return how many there are} */
  public int count() {
    return nanos.length;
  }

  /** {@return all of them in order} */
  public LongStream stream() {
    return LongStream.of(nanos);
  }

  /** {@return how many lie before this moment} */
  public int before(long moment) {
    int low = 0;
    int high = nanos.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (nanos[middle] < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** {@return how many lie before this moment or on it} */
  public int atOrBefore(long moment) {
    return moment == Long.MAX_VALUE ? nanos.length : before(moment + 1);
  }
}
