package io.synscope.observation;

/**
 * In which direction a handshake packet was lost, by the echoed timestamp (RFC 7323) or the
 * kernel's own round trip.
 */
public enum LossSide {
  /** Nothing was retransmitted, so nothing was lost. */
  NONE,
  /** Client to server: the SYN was lost, or the listener ignored it. */
  FORWARD,
  /** Server to client: the first SYN was accepted, its SYN-ACK did not arrive. */
  RETURN,
  /** Something was retransmitted; which direction failed cannot be told. */
  UNKNOWN
}
