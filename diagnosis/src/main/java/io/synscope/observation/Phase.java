package io.synscope.observation;

/** The stretches that an attempt is timed in, in the order in which they follow each other. */
public enum Phase {
  /** From the name to its addresses. */
  RESOLVE,
  /** From connect() to an established connection. */
  CONNECT,
  /** The TLS handshake. */
  TLS,
  /** HELLO, AUTH and SELECT: whatever the server wants before it serves. */
  GREET,
  /** One request and its reply. */
  ROUND_TRIP,
  /** How late the probe itself began an attempt, against its schedule. */
  START_LATENESS,
  /** Pauses of the probe's own event loop. */
  HICCUP
}
