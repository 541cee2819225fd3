package io.synscope.tcp;

/** Delays that betray a delayed ACK and a sender that waits for it. */
final class NagleWait {
  private static final long RELEASE_NANOS = 2_000_000L;

  // Linux TCP_DELACK_MIN is 40 ms plus up to a jiffy, TCP_DELACK_MAX 200 ms; RFC 1122 4.2.3.2
  // allows 500 ms.
  private static final long SHORT_LOW_NANOS = 35_000_000L;
  private static final long SHORT_HIGH_NANOS = 60_000_000L;
  private static final long LONG_LOW_NANOS = 180_000_000L;
  private static final long LONG_HIGH_NANOS = 230_000_000L;

  private NagleWait() {}

  /**
   * {@return within what time of the ACK a segment that was only waiting for it passes here}
   *
   * @param roundTripNanos least round trip from here to the sender; one that looks like a delayed
   *     ACK is none
   */
  static long releaseNanos(long roundTripNanos) {
    return RELEASE_NANOS + (isDelayedAck(roundTripNanos) ? 0 : roundTripNanos);
  }

  static boolean isDelayedAck(long nanos) {
    return nanos >= SHORT_LOW_NANOS && nanos <= SHORT_HIGH_NANOS
        || nanos >= LONG_LOW_NANOS && nanos <= LONG_HIGH_NANOS;
  }
}
