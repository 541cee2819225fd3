package io.synscope.redis;

import io.synscope.observation.FourTuple;

/** What a dialogue asks about the connection that carries it. */
public interface Carrier {
  /** {@return who opened the connection, and who was asked} */
  FourTuple tuple();

  /**
   * {@return the least time in which the server's host was seen to answer by itself, from the
   * capture point and back: SYN to SYN-ACK, data to pure ACK; -1 while unknown}
   */
  long toServerNanos();

  /**
   * {@return the least time in which the client's host was seen to answer by itself, from the
   * capture point and back: SYN-ACK to ACK, data to pure ACK; -1 while unknown}
   */
  long toClientNanos();

  /** {@return whether the SYN was captured, so that the first bytes are the first ones said} */
  boolean seenFromStart();
}
