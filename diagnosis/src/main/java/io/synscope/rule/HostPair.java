package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;

/**
 * Who talks to whom, whatever the ports.
 *
 * @param client who connects
 * @param server who is connected to
 */
public record HostPair(Address client, Address server) {
  /** {@return the two hosts of this attempt} */
  public static HostPair of(ConnectionAttempt attempt) {
    return new HostPair(attempt.tuple().client().address(), attempt.tuple().server().address());
  }
}
