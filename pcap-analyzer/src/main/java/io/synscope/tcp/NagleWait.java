package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.wire.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delays that betray a delayed ACK, and the segments of a sender that waits for it. */
final class NagleWait {
  private static final int KEPT = 8;
  private static final long RELEASE_NANOS = 2_000_000L;

  // Linux TCP_DELACK_MIN is 40 ms plus up to a jiffy, TCP_DELACK_MAX 200 ms; RFC 1122 4.2.3.2
  // allows 500 ms.
  private static final long SHORT_LOW_NANOS = 35_000_000L;
  private static final long SHORT_HIGH_NANOS = 60_000_000L;
  private static final long LONG_LOW_NANOS = 180_000_000L;
  private static final long LONG_HIGH_NANOS = 230_000_000L;

  private long ackedNanos = Moment.NEVER;
  private int stalls;
  private @Nullable MomentLog releases;

  /** All that was sent is acknowledged, after a wait that ended now, or NEVER if without one. */
  void acked(long afterWaitNanos) {
    ackedNanos = afterWaitNanos;
  }

  /**
   * A small segment that leaves right after the delayed ACK of the one before it waited for that
   * ACK (RFC 896).
   *
   * @param roundTripNanos least round trip from here to the sender; one that looks like a delayed
   *     ACK is none
   */
  void sent(Packet packet, long roundTripNanos) {
    long release = RELEASE_NANOS + (isDelayedAck(roundTripNanos) ? 0 : roundTripNanos);
    if (ackedNanos != Moment.NEVER && packet.nanos() - ackedNanos <= release) {
      stalls++;
      MomentLog log = releases == null ? new MomentLog() : releases;
      releases = log;
      if (log.count() < KEPT) {
        log.add(packet.nanos(), packet.frame(), 0);
      }
    }
    ackedNanos = Moment.NEVER;
  }

  int stalls() {
    return stalls;
  }

  List<Moment> releases() {
    return releases == null ? List.of() : releases.moments();
  }

  static boolean isDelayedAck(long nanos) {
    return nanos >= SHORT_LOW_NANOS && nanos <= SHORT_HIGH_NANOS
        || nanos >= LONG_LOW_NANOS && nanos <= LONG_HIGH_NANOS;
  }
}
