package io.synscope.tcp;

import io.synscope.wire.Packet;

/** What the clock in a sender's timestamps says of a step in the capture's clock. */
final class SenderClock {
  /*
   * RFC 7323 5.4: a clock ticks between once a millisecond and once a second. Linux, macOS and Windows do so each millisecond; that is
   * known of a clock that has been watched since the SYN [1], or for the last packets [2]. One that has been watched for too
   * short a time may tick each 10 ms [3], and one whose beginning was not captured each second [4]. Whichever went along with the
   * step, as if it ticked each millisecond, is heard in any case. One that stands still is not.
   */
  private static final long WATCHED_NANOS = 100_000_000L;
  private static final long YOUNG_TICK_NANOS = 10_000_000L;
  private static final long SLOWEST_TICK_NANOS = 1_000_000_000L;
  private static final long LEAST_FOR_SLOWEST_NANOS = 2_000_000_000L;
  private static final int SHARE = 4;

  private SenderClock() {}

  /**
   * {@return how much more time passed at the capture than at the sender since its packet before
   * this one, or {@link Connection#NO_CLOCK}}
   *
   * @param opened the sender's SYNs or SYN-ACKs
   * @param step the step between two packets of the capture that is in doubt
   */
  static long ahead(Packet packet, SendingSide sender, MomentLog opened, long step) {
    if (sender.lastTimestamp() == 0 || !packet.hasTimestamps()) {
      return Connection.NO_CLOCK;
    }
    int ticks = packet.timestampValue() - sender.lastTimestamp();
    long ahead = packet.nanos() - sender.lastNanos() - ticks * LatenessTracker.TICK_NANOS;
    boolean wentAlong = Math.abs(ahead) < Math.abs(step) / SHARE;
    return wentAlong || contradicts(sender, opened, ticks, step) ? ahead : Connection.NO_CLOCK;
  }

  private static boolean contradicts(SendingSide sender, MomentLog opened, int ticks, long step) {
    if (sender.ticksEachMillisecond()) {
      return true; // [2]
    }
    if (opened.isEmpty()) {
      return Math.abs(step) >= LEAST_FOR_SLOWEST_NANOS
          && tooLong(ticks, SLOWEST_TICK_NANOS, step); // [4]
    }
    long age = sender.lastNanos() - opened.firstNanos();
    if (age < WATCHED_NANOS) {
      return tooLong(ticks, YOUNG_TICK_NANOS, step); // [3]
    }
    long told = (sender.lastTimestamp() - opened.firstStamp()) * LatenessTracker.TICK_NANOS;
    return Math.abs(age - told) <= age / SHARE; // [1]
  }

  /** {@return whether a clock that ticks so slowly says that the step never was} */
  private static boolean tooLong(int ticks, long tickNanos, long step) {
    return ticks >= 0 && (step < 0 || (ticks + 1) * tickNanos <= step / SHARE);
  }
}
