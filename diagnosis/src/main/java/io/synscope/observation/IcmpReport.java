package io.synscope.observation;

/**
 * An ICMP or ICMPv6 error that quotes a segment of this connection.
 *
 * @param at when and which frame
 * @param type ICMP type, or ICMPv6 type when {@code v6}
 * @param code code of that type
 * @param v6 whether this is ICMPv6
 * @param reporter who sent it
 * @param nextHopMtu the MTU that it names; 0 when none
 * @param quoted which end's segment it quotes
 * @param quotedHopLimit TTL that the quoted packet had left where it was rejected
 * @param valid whether the quoted sequence number was outstanding, so that a host acts on it
 */
public record IcmpReport(
    Moment at,
    int type,
    int code,
    boolean v6,
    Address reporter,
    int nextHopMtu,
    Party quoted,
    int quotedHopLimit,
    boolean valid) {

  /** {@return whether it says that a packet was too big (ICMP 3/4, ICMPv6 2)} */
  public boolean fragmentationNeeded() {
    return v6 ? type == 2 : type == 3 && code == 4;
  }

  /** {@return whether it says that the port is closed (ICMP 3/3, ICMPv6 1/4)} */
  public boolean portUnreachable() {
    return v6 ? type == 1 && code == 4 : type == 3 && code == 3;
  }

  /** {@return whether connect() reports a refusal for it (ICMP 3/2, 3/3, ICMPv6 1/4)} */
  public boolean refuses() {
    return portUnreachable() || (!v6 && type == 3 && code == 2);
  }

  /**
   * {@return whether an administrator's rule speaks (ICMP 3/9, 3/10, 3/13, ICMPv6 1/1, 1/5, 1/6)}
   */
  public boolean prohibited() {
    return v6
        ? type == 1 && (code == 1 || code == 5 || code == 6)
        : type == 3 && (code == 9 || code == 10 || code == 13);
  }

  /**
   * {@return whether a router knows no way to the network (ICMP 3/0, 3/5, 3/6, 3/11, ICMPv6 1/0)}
   */
  public boolean noRoute() {
    return v6
        ? type == 1 && code == 0
        : type == 3 && (code == 0 || code == 5 || code == 6 || code == 11);
  }

  /** {@return whether a router cannot reach the host (ICMP 3/1, 3/7, 3/8, 3/12, ICMPv6 1/3)} */
  public boolean hostUnreachable() {
    return v6
        ? type == 1 && code == 3
        : type == 3 && (code == 1 || code == 7 || code == 8 || code == 12);
  }

  /** {@return whether the packet ran out of hops (ICMP 11, ICMPv6 3)} */
  public boolean timeExceeded() {
    return v6 ? type == 3 : type == 11;
  }

  @Override
  public String toString() {
    return (v6 ? "ICMPv6 " : "ICMP ") + type + "/" + code;
  }
}
