package io.synscope.redis;

import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;

/** Hears every exchange that was paired with certainty, one by one. */
@FunctionalInterface
public interface ExchangeListener {
  /**
   * An exchange is complete, its time divided.
   *
   * @param connection who asked whom
   * @param exchange what
   */
  void exchange(FourTuple connection, Exchange exchange);
}
