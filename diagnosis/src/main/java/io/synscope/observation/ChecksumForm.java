package io.synscope.observation;

/** What a TCP checksum in a capture says about where it was taken. */
public enum ChecksumForm {
  /** Complete and right. */
  VALID,
  /** The pseudo-header's sum only: left to the network card, so the sender is this very host. */
  PARTIAL,
  /** Wrong. */
  INVALID,
  /** The capture cut bytes that it covers, or nobody looked. */
  UNKNOWN
}
