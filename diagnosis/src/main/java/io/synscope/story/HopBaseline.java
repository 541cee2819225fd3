package io.synscope.story;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.SentHalf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many hops away each host is, by the TTL of everything it sent except RSTs: what a forged RST
 * is held against.
 */
public final class HopBaseline {
  private static final int[] INITIAL_HOP_LIMITS = {64, 128, 255};

  private final Map<Address, Range> byHost = new HashMap<>();

  HopBaseline() {}

  /** Counts the TTLs of both sides of this attempt. */
  void add(ConnectionAttempt attempt) {
    add(attempt.tuple().client().address(), attempt.wire().fromClient());
    add(attempt.tuple().server().address(), attempt.wire().fromServer());
  }

  private void add(Address host, SentHalf half) {
    if (half.hopLimitHigh() > 0) {
      byHost.computeIfAbsent(host, unused -> new Range()).add(half);
    }
  }

  /** {@return TTLs seen from this host; empty when it never sent anything but RSTs} */
  public Optional<Hops> of(Address host) {
    return Optional.ofNullable(byHost.get(host)).map(Range::hops);
  }

  /** What one host's halves have in common so far. */
  private static final class Range {
    private int low = Integer.MAX_VALUE;
    private int high;
    private long packets;

    void add(SentHalf half) {
      low = Math.min(low, half.hopLimitLow());
      high = Math.max(high, half.hopLimitHigh());
      packets += half.volume().packets();
    }

    Hops hops() {
      return new Hops(low, high, packets);
    }
  }

  /**
   * {@return how many routers a packet with this TTL has passed, if it set out with the nearest of
   * the usual 64, 128 and 255}
   */
  public static int routersPassed(int hopLimit) {
    for (int initial : INITIAL_HOP_LIMITS) {
      if (hopLimit <= initial) {
        return initial - hopLimit;
      }
    }
    return 0;
  }

  /**
   * TTLs of one host's packets.
   *
   * @param low lowest
   * @param high highest
   * @param packets how many packets this rests on
   */
  public record Hops(int low, int high, long packets) {
    /**
     * {@return whether a packet with this TTL cannot have come from that host by the usual way}
     * Some hosts start their RSTs with another TTL than their data: the number of routers passed
     * counts.
     */
    public boolean contradicts(int hopLimit) {
      return (hopLimit < low || hopLimit > high)
          && routersPassed(hopLimit) != routersPassed(low)
          && routersPassed(hopLimit) != routersPassed(high);
    }
  }
}
