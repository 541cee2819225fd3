package io.synscope.story;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.SentHalf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many hops away each host is, by the TTL of everything it sent except RSTs: what a forged RST
 * is held against.
 */
public final class HopBaseline {
  private static final int[] INITIAL_HOP_LIMITS = {64, 128, 255};

  private final Map<Address, Hops> byHost = new HashMap<>();

  /** Collects the TTLs of both sides of these attempts. */
  public HopBaseline(List<ConnectionAttempt> attempts) {
    for (ConnectionAttempt attempt : attempts) {
      add(attempt.tuple().client().address(), attempt.wire().fromClient());
      add(attempt.tuple().server().address(), attempt.wire().fromServer());
    }
  }

  private void add(Address host, SentHalf half) {
    if (half.hopLimitHigh() > 0) {
      byHost.merge(
          host,
          new Hops(half.hopLimitLow(), half.hopLimitHigh(), half.volume().packets()),
          Hops::with);
    }
  }

  /** {@return TTLs seen from this host; empty when it never sent anything but RSTs} */
  public Optional<Hops> of(Address host) {
    return Optional.ofNullable(byHost.get(host));
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
    Hops with(Hops other) {
      return new Hops(
          Math.min(low, other.low), Math.max(high, other.high), packets + other.packets);
    }

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
