package io.synscope.tcp;

import io.synscope.observation.RoundTrip;
import io.synscope.wire.Packet;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passive round trips of one direction: least, greatest, and the median of an even sample of at
 * most 32.
 */
final class RoundTripTracker {
  private static final int KEPT = 32;
  private static final long PEAK_NANOS = 10_000_000L;
  private static final int PEAK_FACTOR = 4;

  private static final float[] NOTHING = {};

  /** Nanoseconds: as floats exact up to 16 ms, and to a ten-millionth beyond. */
  private float[] sample = NOTHING;

  private long samples;
  private int stride = 1; // a power of two
  private int kept;
  private long min = Long.MAX_VALUE;
  private long max;
  private long smoothed;
  private @Nullable PeakLog peaks;

  /** {@code ack} ends a round trip that began at {@code sentNanos}. */
  void add(Packet ack, long sentNanos, int inFlightBytes) {
    long nanos = ack.nanos() - sentNanos;
    add(nanos);
    if (nanos >= PEAK_NANOS && nanos >= PEAK_FACTOR * min) {
      PeakLog log = peaks == null ? new PeakLog() : peaks;
      peaks = log;
      log.add(ack.nanos(), ack.frame(), nanos, inFlightBytes, ack.payloadLength() == 0);
    }
  }

  private void add(long nanos) {
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
    smoothed = samples == 0 ? nanos : smoothed + (nanos - smoothed) / 8; // RFC 6298 (2.3)
    if ((samples++ & stride - 1) == 0) {
      if (kept == KEPT) {
        thinOut();
      } else if (kept == sample.length) {
        sample = Arrays.copyOf(sample, kept == 0 ? 4 : KEPT);
      }
      sample[kept++] = (float) nanos;
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
    float[] sorted = Arrays.copyOf(sample, kept);
    Arrays.sort(sorted);
    return new RoundTrip(
        samples, min, (long) sorted[kept / 2], max, peaks == null ? List.of() : peaks.facts());
  }
}
