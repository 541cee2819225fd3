package io.synscope.rule;

import io.synscope.observation.Endpoint;

/**
 * Beside loss that was told of, what looks late may have been repeated: the first copy was lost
 * where this capture could not see it.
 */
public final class LossyPath {
  // RFC 6298 asks for a second; Linux waits 200 ms at least (TCP_RTO_MIN)
  private static final long SHORTEST_TIMEOUT_NANOS = 196_000_000L;

  private LossyPath() {}

  /** {@return whether packets between the clients and this listener are known to be lost} */
  public static boolean at(Docket docket, Endpoint listener) {
    return !docket.at(listener, "random_loss").isEmpty();
  }

  /** {@return whether such a wait may be that for a repetition, on a path that loses} */
  public static boolean explains(Docket docket, Endpoint listener, long waitNanos) {
    return waitNanos >= SHORTEST_TIMEOUT_NANOS && at(docket, listener);
  }
}
