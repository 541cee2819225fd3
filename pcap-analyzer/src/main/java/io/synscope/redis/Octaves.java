package io.synscope.redis;

/**
 * A distribution of times that costs little to keep and less to add to: each octave is cut into
 * equal buckets.
 */
class Octaves {
  /** 2^43 ns are 2.4 hours. */
  private static final int MAX_BITS = 43;

  private final int subBits;
  private final int[] counts;
  private long count;
  private long maxNanos;

  /** Cuts each octave into {@code 1 << subBits}: 3 keeps a quantile within 6 %, 5 within 1.6 %. */
  Octaves(int subBits) {
    this.subBits = subBits;
    counts = new int[(MAX_BITS - subBits + 1) << subBits];
  }

  final void record(long nanos) {
    long value = Math.max(0, nanos);
    count++;
    maxNanos = Math.max(maxNanos, value);
    counts[Math.min(bucket(value), counts.length - 1)]++;
  }

  /** Below 2^subBits each value has its own bucket. */
  private int bucket(long value) {
    int exponent = Math.max(0, 63 - Long.numberOfLeadingZeros(value | 1) - subBits);
    return (exponent << subBits) + (int) (value >>> exponent);
  }

  /** {@return the time that this share of all did not exceed; 0 when there is none} */
  final long quantileNanos(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long before = 0;
    for (int i = 0; i < counts.length && count > 0; i++) {
      before += counts[i];
      if (before >= rank) {
        return Math.min(maxNanos, middle(i));
      }
    }
    return maxNanos;
  }

  private long middle(int bucket) {
    int exponent = Math.max(0, (bucket >> subBits) - 1);
    long low = (long) (bucket - (exponent << subBits)) << exponent;
    return low + (1L << exponent) / 2;
  }

  /** {@return how many there are} */
  final long count() {
    return count;
  }

  final long maxNanos() {
    return maxNanos;
  }

  final void addTimes(Octaves other) {
    count += other.count;
    maxNanos = Math.max(maxNanos, other.maxNanos);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }
}
