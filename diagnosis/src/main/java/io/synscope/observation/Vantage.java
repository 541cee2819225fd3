package io.synscope.observation;

/** Where clock and eyes stood. */
public enum Vantage {
  /** On the client's host. */
  CLIENT,
  /** On the server's host. */
  SERVER,
  /** Somewhere between the two: a router, a tap, a mirror port. */
  MIDPATH,
  /** Inside the probe's own socket interface. */
  SOCKET,
  /** The facts do not say. */
  UNKNOWN
}
