package io.synscope.redis;

/**
 * Count, errors, bytes and a coarse distribution of total times: 8 buckets an octave, so that a
 * quantile is within 6 % in 1.4 KiB.
 */
final class Tally {
  private static final int SUB_BITS = 3;
  private static final int BUCKETS = (43 - SUB_BITS) << SUB_BITS;

  private int @org.jspecify.annotations.Nullable [] buckets;
  private long count;
  private long errors;
  private long requestBytes;
  private long replyBytes;
  private long maxNanos;
  private long totalNanos;

  void record(long nanos, long request, long reply, boolean failed) {
    count++;
    errors += failed ? 1 : 0;
    requestBytes += request;
    replyBytes += reply;
    totalNanos += nanos;
    maxNanos = Math.max(maxNanos, nanos);
    int[] counts = buckets == null ? buckets = new int[BUCKETS] : buckets;
    counts[bucket(nanos)]++;
  }

  private static int bucket(long nanos) {
    long value = Math.max(nanos, 1 << SUB_BITS);
    int exponent = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    return Math.min(
        (exponent << SUB_BITS) + (int) (value >>> exponent) - (1 << SUB_BITS), BUCKETS - 1);
  }

  /** {@return the time that {@code share} of the exchanges did not exceed, within 6 %} */
  long quantileNanos(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long before = 0;
    for (int i = 0; buckets != null && i < BUCKETS; i++) {
      before += buckets[i];
      if (before >= rank) {
        long low = (i & (1 << SUB_BITS) - 1) + (1L << SUB_BITS) << (i >> SUB_BITS);
        return Math.min(maxNanos, low + (1L << (i >> SUB_BITS)) / 2);
      }
    }
    return maxNanos;
  }

  void merge(Tally other) {
    count += other.count;
    errors += other.errors;
    requestBytes += other.requestBytes;
    replyBytes += other.replyBytes;
    totalNanos += other.totalNanos;
    maxNanos = Math.max(maxNanos, other.maxNanos);
    if (other.buckets != null) {
      int[] counts = buckets == null ? buckets = new int[BUCKETS] : buckets;
      for (int i = 0; i < BUCKETS; i++) {
        counts[i] += other.buckets[i];
      }
    }
  }

  long count() {
    return count;
  }

  long errors() {
    return errors;
  }

  long requestBytes() {
    return requestBytes;
  }

  long replyBytes() {
    return replyBytes;
  }

  long maxNanos() {
    return maxNanos;
  }

  long totalNanos() {
    return totalNanos;
  }
}
