package io.synscope.wire;

/**
 * Which way a frame went at the capturing host: LINUX_SLL packet type, or the pcapng flags option.
 */
public enum FrameDirection {
  /** The capture does not say. */
  UNKNOWN,
  /** Received by the capturing host. */
  INBOUND,
  /** Sent by the capturing host. */
  OUTBOUND
}
