package io.synscope.wire;

/** What a captured frame turned out to carry, after links, tunnels and IP were taken off. */
public enum PacketKind {
  /** A TCP header was read whole (payload may be cut by the snap length). */
  TCP,
  /** An ICMP or ICMPv6 message; {@link Packet#transportOffset()} is where it begins. */
  ICMP,
  /** A UDP datagram; {@link Packet#payloadOffset()} is where its data begin. */
  UDP,
  /** An ARP message; {@link Packet#transportOffset()} is where it begins. */
  ARP,
  /** A fragment that is not the first and could not be put together with its siblings. */
  FRAGMENT,
  /** Understood, and of no interest here: another IP protocol, another Ethernet type. */
  OTHER,
  /** The snap length or the end of the file cut a header that was needed. */
  TRUNCATED,
  /**
   * The bytes contradict the protocol they claim: a header length below its minimum, a length past
   * the frame.
   */
  MALFORMED,
  /** A link type that this reader does not know. */
  UNSUPPORTED_LINK
}
