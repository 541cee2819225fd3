package io.synscope.wire;

/** What carried the judged packet inside another IP packet; its headers cost path MTU. */
public enum Tunnel {
  /** No tunnel: the packet was on the link by itself. */
  NONE,
  /** IP in IP: IPv4 in IPv4 (RFC 2003), 6in4 (RFC 4213), anything in IPv6 (RFC 2473). */
  IP_IN_IP,
  /** Generic routing encapsulation, RFC 2784 and 2890, also with Ethernet inside. */
  GRE,
  /**
   * Switch mirroring over GRE: a copy made for the capture, not a tunnel on the packet's own path.
   */
  ERSPAN,
  /** RFC 7348. */
  VXLAN,
  /** RFC 8926. */
  GENEVE,
  /** User data of a mobile network, 3GPP TS 29.281. */
  GTP,
  /** RFC 2661, PPP inside. */
  L2TP
}
