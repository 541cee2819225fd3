package io.synscope.observation;

/** Why a range of sequence numbers was seen again. */
public enum Recovery {
  /** Retransmission timeout: repeated after at least 0.9 RTO, or on the back-off ladder. */
  TIMEOUT,
  /** After three duplicate ACKs or SACKed data beyond it. */
  FAST,
  /** Tail loss probe (RFC 8985 7). */
  TAIL_LOSS_PROBE,
  /** One segment outstanding: probe and timeout look alike. */
  PROBE_OR_TIMEOUT,
  /** Already acknowledged before it was sent again, or reported by DSACK. */
  SPURIOUS,
  /** The original was lost before the capture point: this is the first copy seen. */
  LOST_UPSTREAM,
  /** Cause not recognisable. */
  UNKNOWN
}
