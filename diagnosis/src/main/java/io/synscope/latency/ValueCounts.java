package io.synscope.latency;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Values to three digits and how often each came, in memory that follows how many differ.
 *
 * <p>A histogram of HdrHistogram is an array over the whole range, and its packed kind is slow to
 * walk: a thousand targets with seven series each would wait a minute for their report.
 */
final class ValueCounts {
  /** HdrHistogram's buckets of three digits have 2048 steps: 11 bits of a value are kept. */
  private static final int KEPT_BITS = 11;

  private static final long EMPTY = -1;

  private long[] values = new long[8];
  private long[] counts = new long[8];
  private int used;

  ValueCounts() {
    Arrays.fill(values, EMPTY);
  }

  /** Adds {@code value}, which is not negative, so many times. */
  void add(long value, long count) {
    int spared = Math.max(0, Long.SIZE - KEPT_BITS - Long.numberOfLeadingZeros(value));
    int at = place(value >>> spared << spared);
    if (values[at] == EMPTY) {
      values[at] = value >>> spared << spared;
      used++;
    }
    counts[at] += count;
    if (used * 2 > values.length) {
      grow();
    }
  }

  /** {@return where this value stands or would stand: open addressing, linear} */
  private int place(long value) {
    int at = (int) (value * 0x9E3779B97F4A7C15L >>> 32) & values.length - 1; // Fibonacci hashing
    while (values[at] != EMPTY && values[at] != value) {
      at = at + 1 & values.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldValues = values;
    long[] oldCounts = counts;
    values = new long[oldValues.length * 2];
    counts = new long[oldValues.length * 2];
    Arrays.fill(values, EMPTY);
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != EMPTY) {
        int at = place(oldValues[i]);
        values[at] = oldValues[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  /** {@return the same as a histogram of its own} */
  Histogram histogram() {
    Histogram histogram = new Histogram(Timings.DIGITS);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != EMPTY) {
        histogram.recordValueWithCount(values[i], counts[i]);
      }
    }
    return histogram;
  }

  /** Forgets everything, the memory too. */
  void clear() {
    values = new long[8];
    counts = new long[8];
    Arrays.fill(values, EMPTY);
    used = 0;
  }
}
