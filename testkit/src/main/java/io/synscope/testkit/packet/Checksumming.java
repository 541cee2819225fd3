package io.synscope.testkit.packet;

/** What a sender writes into the TCP checksum field. */
public enum Checksumming {
  /** The checksum of RFC 9293 3.1. */
  FULL,
  /** The pseudo-header's sum only, as Linux leaves it for the network card to finish. */
  PARTIAL,
  /** A wrong value. */
  WRONG
}
