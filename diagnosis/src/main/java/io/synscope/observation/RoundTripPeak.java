package io.synscope.observation;

/**
 * A round trip far above the least of its direction.
 *
 * @param at the acknowledgment that ended it
 * @param nanos how long it took
 * @param inFlightBytes how much this end had outstanding at that time
 * @param pureAck whether that acknowledgment bore no payload, so that its sender may have delayed
 *     it
 */
public record RoundTripPeak(Moment at, long nanos, long inFlightBytes, boolean pureAck) {
  private static final long BEYOND_LINUX_NANOS = 60_000_000L;
  private static final long BEYOND_LONGEST_NANOS = 240_000_000L;
  private static final long BEYOND_ALL_NANOS = 520_000_000L;

  /**
   * {@return whether no delayed ACK explains it} Linux holds an ACK back for 40 ms where the round
   * trip is short and for 200 ms at most, others for up to 500 ms (RFC 1122 4.2.3.2); an ACK that
   * bears data after more than 40 ms was late on the way: the kernel would have sent one without.
   */
  public boolean onTheWay(boolean linux) {
    if (!linux) {
      return nanos >= BEYOND_ALL_NANOS;
    }
    return nanos >= (pureAck ? BEYOND_LONGEST_NANOS : BEYOND_LINUX_NANOS);
  }
}
