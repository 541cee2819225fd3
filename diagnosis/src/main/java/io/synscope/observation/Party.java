package io.synscope.observation;

/** One of the two ends of a connection. */
public enum Party {
  /** The end that sent the first SYN. */
  CLIENT,
  /** The end that was asked. */
  SERVER;

  /** {@return the other end} */
  public Party peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
