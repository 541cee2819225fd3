package io.synscope.capture;

import io.synscope.wire.Packet;

/** Which packets are analysed; the others are only counted. */
public interface PacketFilter {
  /** Lets everything through. */
  PacketFilter ALL = packet -> true;

  /** {@return whether this packet is to be analysed} */
  boolean accepts(Packet packet);

  /** {@return whether no later packet can be accepted, so that reading may stop} */
  default boolean isDone() {
    return false;
  }
}
