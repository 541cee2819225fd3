package io.synscope.target;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a target's name turned out to be.
 *
 * @param target who was asked for
 * @param addresses every address of it that is to be probed, in the resolver's order
 * @param nanos how long that took; 0 for an address that was typed as such
 * @param failure why there is no address; empty when there is one
 * @param words the resolver's own words of that failure
 */
public record Resolution(
    Target target,
    List<InetAddress> addresses,
    long nanos,
    Optional<NameFailure> failure,
    String words) {
  /** {@return whether nothing had to be looked up} */
  public boolean literal() {
    return nanos == 0 && failure.isEmpty();
  }
}
