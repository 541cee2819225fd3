package io.synscope.statistics;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Moments in order, to count those before another one; in nanoseconds. */
public final class SortedTimes {
  /** No moment. */
  public static final SortedTimes NONE = new SortedTimes(new long[0]);

  private final long[] nanos;

  private SortedTimes(long[] nanos) {
    this.nanos = nanos;
  }

  /** Takes down moments in any order. */
  public static final class Writer {
    private long[] nanos = new long[64];
    private int count;

    /** Adds a moment. */
    public void add(long moment) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = moment;
    }

    /** {@return all that were added} */
    public SortedTimes done() {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return new SortedTimes(sorted);
    }
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
