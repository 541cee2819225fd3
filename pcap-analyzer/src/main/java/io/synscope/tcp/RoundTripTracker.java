package io.synscope.tcp;

import io.synscope.observation.RoundTrip;
import java.util.Arrays;

/**
 * Passive round trips of one direction: least, greatest, and the median of an even sample of at
 * most 32.
 */
final class RoundTripTracker {
  private static final int KEPT = 32;

  private final long[] sample = new long[KEPT];
  private long samples;
  private int stride = 1;
  private int kept;
  private long min = Long.MAX_VALUE;
  private long max;
  private long smoothed;

  void add(long nanos) {
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
    smoothed = samples == 0 ? nanos : smoothed + (nanos - smoothed) / 8; // RFC 6298 (2.3)
    if (samples++ % stride == 0) {
      if (kept == KEPT) {
        thinOut();
      }
      sample[kept++] = nanos;
    }
  }

  /** Keeps every second value and takes half as many from now on. */
  private void thinOut() {
    for (int i = 0; i < KEPT / 2; i++) {
      sample[i] = sample[2 * i];
    }
    kept = KEPT / 2;
    stride *= 2;
  }

  long smoothed() {
    return smoothed;
  }

  long min() {
    return samples == 0 ? 0 : min;
  }

  RoundTrip facts() {
    if (samples == 0) {
      return RoundTrip.NONE;
    }
    long[] sorted = Arrays.copyOf(sample, kept);
    Arrays.sort(sorted);
    return new RoundTrip(samples, min, sorted[kept / 2], max);
  }
}
