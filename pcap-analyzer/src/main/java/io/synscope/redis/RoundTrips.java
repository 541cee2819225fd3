package io.synscope.redis;

import io.synscope.observation.Moment;
import java.util.Arrays;

/**
 * How long the server's kernel takes to answer one client address by itself, from the capture point
 * and back: SYN to SYN-ACK, data to an ACK that comes alone.
 */
final class RoundTrips {
  /** The least round trip is the least of one to two of these. */
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private static final int KEPT = 8;

  /** An ACK after that time looks like one that waited for its timer: 40 ms on Linux. */
  private static final long DELAYED_ACK_NANOS = 38_000_000;

  private static final long LATE_DELAYED_ACK_NANOS = 60_000_000;

  private final long[] handshakes = new long[KEPT];
  private final long[] sorted = new long[KEPT];
  private int handshakesSeen;
  private long leastNanos = Long.MAX_VALUE;
  private long leastBeforeNanos = Long.MAX_VALUE;
  private long windowEndNanos = Moment.NEVER;
  private long quickerNanos;
  private long jitterNanos;
  private long spreadNanos;

  /** A SYN was answered. */
  void handshake(long nanos, long atNanos) {
    handshakes[handshakesSeen++ % KEPT] = nanos;
    one(nanos, atNanos);
    int known = Math.min(handshakesSeen, KEPT);
    System.arraycopy(handshakes, 0, sorted, 0, known);
    Arrays.sort(sorted, 0, known);
    jitterNanos = sorted[known / 2] - sorted[0];
    spreadNanos = sorted[3 * known / 4] - leastNanos();
  }

  /** Data was acknowledged by a segment of its own. */
  void ack(long nanos, long atNanos) {
    boolean delayed = nanos >= DELAYED_ACK_NANOS && nanos <= LATE_DELAYED_ACK_NANOS;
    if (!delayed) {
      one(nanos, atNanos);
    }
  }

  private void one(long nanos, long atNanos) {
    if (windowEndNanos == Moment.NEVER || atNanos > windowEndNanos) {
      leastBeforeNanos = leastNanos;
      leastNanos = nanos;
      windowEndNanos = atNanos + WINDOW_NANOS;
      quickerNanos = 0;
    }
    leastNanos = Math.min(leastNanos, nanos);
  }

  /** A reply came this much sooner than the least round trip: that was not the least. */
  void quicker(long nanos) {
    quickerNanos = Math.max(quickerNanos, nanos);
  }

  /** {@return the least of late; -1 while unknown} */
  long leastNanos() {
    long least = Math.min(leastNanos, leastBeforeNanos);
    return least == Long.MAX_VALUE ? -1 : least;
  }

  /** {@return by how much the middle one of late was longer than the least, among SYNs} */
  long jitterNanos() {
    return jitterNanos;
  }

  /** {@return by how much a round trip may well differ from the least} */
  long spreadNanos() {
    return Math.max(quickerNanos, spreadNanos);
  }
}
