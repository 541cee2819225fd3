package io.synscope.observation;

/**
 * What became of a connection attempt's handshake; exactly one for each attempt. A fact, not a
 * cause.
 */
public enum Outcome {
  /** SYN, SYN-ACK, ACK, nothing sent twice. */
  ESTABLISHED_CLEAN("S1"),
  /** Established after at least one SYN or SYN-ACK was sent again. */
  ESTABLISHED_RETRIED("S1"),
  /** The client completed the handshake; the server never acted on it. */
  GHOST_ESTABLISHED("S1"),
  /** The server reset the connection after the handshake and before its first byte. */
  RESET_AFTER_HANDSHAKE("RSTR"),
  /** The client reset a handshake that the server had answered. */
  ABORTED_BY_CLIENT("RSTO"),
  /** An acceptable RST answered the SYN (RFC 9293 3.10.7.3). */
  REFUSED_RST("REJ"),
  /**
   * ICMP port or protocol unreachable answered the SYN; connect() fails with ECONNREFUSED or
   * ENOPROTOOPT.
   */
  REFUSED_ICMP("S0"),
  /** Another fatal ICMP error answered the SYN. */
  UNREACHABLE_ICMP("S0"),
  /** Nothing valid answered the SYN, and the capture is long enough to say so. */
  UNANSWERED("S0"),
  /** The SYN-ACK was never acknowledged. */
  SYNACK_UNACKED("S1"),
  /** Only challenge ACKs (RFC 5961 section 4) answered the SYN. */
  CHALLENGED("S0"),
  /** Both sides sent a SYN (RFC 9293 3.5, figure 7). */
  SIMULTANEOUS_OPEN("S1"),
  /** The capture began after the SYN. */
  INCONCLUSIVE_HEAD("OTH"),
  /** Only one direction was captured. */
  INCONCLUSIVE_ONEWAY("OTH"),
  /** The capture lost packets where the deciding one would have been. */
  INCONCLUSIVE_LOSS("OTH"),
  /** The snap length cut the TCP header. */
  INCONCLUSIVE_SNAPLEN("OTH"),
  /** The capture ended before the next retransmission was due. */
  INCONCLUSIVE_TAIL("S0"),
  /** The name did not resolve; no packet was sent to any server. */
  LOCAL_NAME_UNRESOLVED("OTH"),
  /** EADDRNOTAVAIL: no source port was left. */
  LOCAL_PORTS_EXHAUSTED("OTH"),
  /** EMFILE or ENFILE: no descriptor was left. */
  LOCAL_DESCRIPTORS_EXHAUSTED("OTH"),
  /** ENETUNREACH or EHOSTUNREACH at once: this host has no route. */
  LOCAL_NO_ROUTE("OTH"),
  /**
   * EHOSTUNREACH after about three seconds: nobody answered ARP or neighbour discovery on this
   * link.
   */
  LOCAL_NEIGHBOUR_UNREACHABLE("OTH"),
  /**
   * EACCES, EPERM or EINVAL at once, or SYNs that never left: a local policy, firewall or route
   * forbids it.
   */
  LOCAL_POLICY("OTH"),
  /**
   * The connect succeeded to itself: source and destination are the same socket, so nobody listens.
   */
  LOCAL_SELF_CONNECT("OTH"),
  /** Any other local failure. */
  LOCAL_FAILURE("OTH");

  private final String zeekState;

  Outcome(String zeekState) {
    this.zeekState = zeekState;
  }

  /** {@return Zeek's conn_state for an attempt that is still open; closes and resets refine it} */
  public String zeekState() {
    return zeekState;
  }

  /** {@return whether the client held an established connection} */
  public boolean established() {
    return switch (this) {
      case ESTABLISHED_CLEAN,
          ESTABLISHED_RETRIED,
          GHOST_ESTABLISHED,
          RESET_AFTER_HANDSHAKE,
          SIMULTANEOUS_OPEN ->
          true;
      default -> false;
    };
  }

  /** {@return whether the capture does not hold enough to decide} */
  public boolean inconclusive() {
    return name().startsWith("INCONCLUSIVE_");
  }

  /** {@return whether nothing of the attempt left this host} */
  public boolean local() {
    return name().startsWith("LOCAL_");
  }
}
