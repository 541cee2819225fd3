package io.synscope.connect;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How a socket is made.
 *
 * @param source address to connect from; empty leaves the choice to the kernel
 * @param firstSourcePort least source port; 0 leaves the choice to the kernel
 * @param lastSourcePort greatest source port
 * @param hopLimit TTL or hop limit of everything sent; 0 for the system's
 */
public record DialOptions(
    Optional<InetAddress> source, int firstSourcePort, int lastSourcePort, int hopLimit) {
  /** Everything as the system does it. */
  public static final DialOptions DEFAULT = new DialOptions(Optional.empty(), 0, 0, 0);

  /** {@return these, with this TTL or hop limit} */
  public DialOptions withHopLimit(int hops) {
    return new DialOptions(source, firstSourcePort, lastSourcePort, hops);
  }
}
