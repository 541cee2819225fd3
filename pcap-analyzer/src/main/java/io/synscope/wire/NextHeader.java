package io.synscope.wire;

/**
 * What the bytes at the cursor are: one number space for everything that can follow.
 *
 * <p>Below 0x10000 Ethernet types; from there IP protocol numbers; above those the headers that
 * carry no number of their own.
 */
final class NextHeader {
  /** Nothing follows that is looked at: the packet's kind is set. */
  static final int DONE = -1;

  static final int IPV4 = 0x0800;
  static final int ARP = 0x0806;
  static final int TRANSPARENT_ETHERNET = 0x6558;
  static final int VLAN = 0x8100;
  static final int IPV6 = 0x86dd;
  static final int MPLS_UNICAST = 0x8847;
  static final int MPLS_MULTICAST = 0x8848;
  static final int PPPOE_SESSION = 0x8864;
  static final int PROVIDER_BRIDGING = 0x88a8;
  static final int ERSPAN_II = 0x88be;
  static final int BACKBONE_BRIDGING = 0x88e7;
  static final int FABRIC_PATH = 0x8903;
  static final int QINQ_OLD = 0x9100;
  static final int QINQ_OLDER = 0x9200;
  static final int ERSPAN_III = 0x22eb;
  static final int PPP_IN_GRE = 0x880b;

  static final int IP_PROTOCOL = 0x10000;
  static final int ICMP = IP_PROTOCOL | 1;
  static final int IPV4_IN_IP = IP_PROTOCOL | 4;
  static final int TCP = IP_PROTOCOL | 6;
  static final int UDP = IP_PROTOCOL | 17;
  static final int IPV6_IN_IP = IP_PROTOCOL | 41;
  static final int GRE = IP_PROTOCOL | 47;
  static final int AUTHENTICATION = IP_PROTOCOL | 51;
  static final int ICMPV6 = IP_PROTOCOL | 58;

  static final int ETHERNET = 0x20000;
  static final int LLC = 0x20001;
  static final int PPP = 0x20002;
  static final int PPP_HDLC = 0x20003;
  static final int IP_OF_EITHER_VERSION = 0x20004;
  static final int LINUX_SLL = 0x20005;
  static final int LINUX_SLL2 = 0x20006;
  static final int NULL_LOOPBACK = 0x20007;
  static final int OPENBSD_LOOPBACK = 0x20008;
  static final int IEEE802_11 = 0x20009;
  static final int RADIOTAP = 0x2000a;
  static final int NFLOG = 0x2000b;
  static final int CISCO_HDLC = 0x2000c;
  static final int PFLOG = 0x2000f;
  static final int UNKNOWN_LINK = 0x20010;
  static final int PACKET_TAP = 0x20011;
  static final int PRISM_OR_AVS = 0x20012;
  static final int PER_PACKET_INFORMATION = 0x20013;
  static final int TOKEN_RING = 0x20014;
  static final int FDDI = 0x20015;
  static final int FRAME_RELAY = 0x20016;
  static final int PPP_WITH_DIRECTION = 0x20017;
  static final int CISCO_HDLC_WITH_DIRECTION = 0x20018;
  static final int ENCRYPTION_LOG = 0x20019;
  static final int SOLARIS = 0x2001a;
  static final int FIBRE_CHANNEL = 0x2001b;

  private NextHeader() {}
}
