package io.synscope.wire;

/**
 * The link layers that frames are peeled from, by their number in capture files (the LINKTYPE_
 * registry).
 */
public enum LinkType {
  /** BSD loopback: the address family in the capturing host's byte order. */
  NULL(0, NextHeader.NULL_LOOPBACK),
  /** Ethernet II and IEEE 802.3. */
  ETHERNET(1, NextHeader.ETHERNET),
  /** Token ring, IEEE 802.5. */
  TOKEN_RING(6, NextHeader.TOKEN_RING),
  /** FDDI. */
  FDDI(10, NextHeader.FDDI),
  /** PPP, with or without HDLC framing bytes. */
  PPP(9, NextHeader.PPP),
  /** PPP in HDLC-like framing, or Cisco HDLC. */
  PPP_HDLC(50, NextHeader.PPP_HDLC),
  /** PPPoE session frames without their Ethernet header. */
  PPP_ETHER(51, NextHeader.PPPOE_SESSION),
  /** LLC and SNAP over ATM, RFC 2684. */
  ATM_RFC1483(100, NextHeader.LLC),
  /** A bare IPv4 or IPv6 packet. */
  RAW(101, NextHeader.IP_OF_EITHER_VERSION),
  /** Cisco HDLC. */
  C_HDLC(104, NextHeader.CISCO_HDLC),
  /** 802.11 data frames. */
  IEEE802_11(105, NextHeader.IEEE802_11),
  /** Frame relay, RFC 2427. */
  FRAME_RELAY(107, NextHeader.FRAME_RELAY),
  /** OpenBSD loopback: the address family in network byte order. */
  LOOP(108, NextHeader.OPENBSD_LOOPBACK),
  /** OpenBSD's IPsec log: packets after decryption and before encryption. */
  ENC(109, NextHeader.ENCRYPTION_LOG),
  /** Linux "cooked" capture, version 1 ({@code tcpdump -i any} before 2020). */
  LINUX_SLL(113, NextHeader.LINUX_SLL),
  /** OpenBSD packet-filter log. */
  PFLOG(117, NextHeader.PFLOG),
  /** 802.11 behind a Prism header. */
  IEEE802_11_PRISM(119, NextHeader.PRISM_OR_AVS),
  /** IP over Fibre Channel, RFC 2625. */
  IP_OVER_FC(122, NextHeader.FIBRE_CHANNEL),
  /** 802.11 behind a radiotap header. */
  IEEE802_11_RADIOTAP(127, NextHeader.RADIOTAP),
  /** 802.11 behind an AVS header. */
  IEEE802_11_AVS(163, NextHeader.PRISM_OR_AVS),
  /** CACE's per-packet information before frames of any link type. */
  PER_PACKET_INFORMATION(192, NextHeader.PER_PACKET_INFORMATION),
  /** PPP behind a byte that says which way it went. */
  PPP_WITH_DIRECTION(204, NextHeader.PPP_WITH_DIRECTION),
  /** Cisco HDLC behind a byte that says which way it went. */
  C_HDLC_WITH_DIRECTION(205, NextHeader.CISCO_HDLC_WITH_DIRECTION),
  /** MPLS labels without a link header. */
  MPLS(219, NextHeader.MPLS_UNICAST),
  /** Solaris' IP network observability. */
  IPNET(226, NextHeader.SOLARIS),
  /** A bare IPv4 packet. */
  IPV4(228, NextHeader.IPV4),
  /** A bare IPv6 packet. */
  IPV6(229, NextHeader.IPV6),
  /** Netfilter log. */
  NFLOG(239, NextHeader.NFLOG),
  /** Apple's header before frames of any link type. */
  PKTAP(258, NextHeader.PACKET_TAP),
  /** Linux "cooked" capture, version 2: with interface index. */
  LINUX_SLL2(276, NextHeader.LINUX_SLL2),
  /** Any other link layer: its frames are counted and named, not decoded. */
  UNSUPPORTED(-1, NextHeader.UNKNOWN_LINK);

  private static final int BSD_RAW = 12; // DLT_RAW of most BSDs, written to files by old tools
  private static final int OPENBSD_RAW = 14; // the same on OpenBSD
  private static final LinkType[] BY_NUMBER = byNumber();

  private final int number;
  private final int firstHeader;

  LinkType(int number, int firstHeader) {
    this.number = number;
    this.firstHeader = firstHeader;
  }

  /** {@return the link type with this number in a capture file, or {@link #UNSUPPORTED}} */
  public static LinkType of(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNSUPPORTED;
  }

  /**
   * {@return name and number of any link type, also of those not decoded, such as {@code "USB_LINUX
   * (189)"}}
   */
  public static String describe(int number) {
    LinkType link = of(number);
    return (link == UNSUPPORTED ? LinkNames.of(number) : link.name()) + " (" + number + ")";
  }

  /** {@return its number in capture files; -1 for {@link #UNSUPPORTED}} */
  public int number() {
    return number;
  }

  int firstHeader() {
    return firstHeader;
  }

  private static LinkType[] byNumber() {
    LinkType[] table = new LinkType[LINUX_SLL2.number + 1];
    java.util.Arrays.fill(table, UNSUPPORTED);
    for (LinkType link : values()) {
      if (link != UNSUPPORTED) {
        table[link.number] = link;
      }
    }
    table[BSD_RAW] = RAW;
    table[OPENBSD_RAW] = RAW;
    return table;
  }
}
