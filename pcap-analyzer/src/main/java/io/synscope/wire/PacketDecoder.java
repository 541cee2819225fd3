package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * Takes the headers off one captured frame after another, until the innermost transport header is
 * read.
 *
 * <p>Never throws on bytes, whatever they are: what could not be read is the packet's {@link
 * PacketKind}. Not thread-safe.
 */
public final class PacketDecoder {
  /**
   * Links, tags, tunnels, extension chains: more headers than this are made to keep decoders busy.
   */
  private static final int MAX_HEADERS = 32;

  private final Cursor cursor = new Cursor(new Packet());

  /** A decoder that has seen nothing yet. */
  public PacketDecoder() {}

  /**
   * Decodes one frame.
   *
   * @param bytes the buffer that holds it, in network byte order ({@link
   *     java.nio.ByteOrder#BIG_ENDIAN})
   * @param offset where the frame begins
   * @param capturedLength bytes of it that are there
   * @param originalLength bytes that it had on the wire; never less than captured
   * @param link its outermost header
   * @param into receives everything; offsets refer to its {@link Packet#bytes()}
   */
  public void decode(
      ByteBuffer bytes,
      int offset,
      int capturedLength,
      int originalLength,
      LinkType link,
      Packet into) {
    if (link != LinkType.ETHERNET
        || !PlainSegment.read(bytes, offset, capturedLength, originalLength, into)) {
      takeHeadersOff(bytes, offset, capturedLength, originalLength, link, into);
    }
  }

  void takeHeadersOff(
      ByteBuffer bytes,
      int offset,
      int capturedLength,
      int originalLength,
      LinkType link,
      Packet into) {
    into.begin(bytes, offset, capturedLength, originalLength);
    cursor.begin(bytes, offset, capturedLength, originalLength, into);
    int next = link.firstHeader();
    for (int headers = 0; next != NextHeader.DONE; headers++) {
      next = headers < MAX_HEADERS ? takeOff(next) : cursor.stop(PacketKind.MALFORMED);
    }
    into.capturedEnd = cursor.limit;
  }

  /** {@return IP packets of which some fragments were seen and never the last missing one} */
  public long incompleteDatagrams() {
    return cursor.fragments.incomplete();
  }

  private int takeOff(int header) {
    return switch (header) {
      case NextHeader.ETHERNET, NextHeader.TRANSPARENT_ETHERNET -> Ethernet.frame(cursor);
      case NextHeader.IPV4 -> Ipv4.header(cursor);
      case NextHeader.TCP -> Tcp.header(cursor);
      case NextHeader.IPV6 -> Ipv6.header(cursor);
      case NextHeader.UDP -> Udp.header(cursor);
      case NextHeader.ICMP, NextHeader.ICMPV6 -> message(PacketKind.ICMP);
      case NextHeader.ARP -> message(PacketKind.ARP);
      case NextHeader.VLAN,
          NextHeader.PROVIDER_BRIDGING,
          NextHeader.QINQ_OLD,
          NextHeader.QINQ_OLDER ->
          Ethernet.tag(cursor);
      default -> takeOffRare(header);
    };
  }

  private int takeOffRare(int header) {
    return switch (header) {
      case NextHeader.IPV4_IN_IP -> ipInIp(NextHeader.IPV4);
      case NextHeader.IPV6_IN_IP -> ipInIp(NextHeader.IPV6);
      case NextHeader.GRE -> Gre.header(cursor);
      case NextHeader.AUTHENTICATION -> Ipv6.authentication(cursor);
      case NextHeader.MPLS_UNICAST, NextHeader.MPLS_MULTICAST -> Mpls.labels(cursor);
      case NextHeader.PPPOE_SESSION -> Ppp.overEthernet(cursor);
      case NextHeader.PPP, NextHeader.PPP_IN_GRE -> Ppp.frame(cursor);
      case NextHeader.PPP_HDLC -> Ppp.hdlc(cursor);
      case NextHeader.CISCO_HDLC -> Ppp.ciscoHdlc(cursor);
      case NextHeader.IEEE802_11 -> WirelessLan.frame(cursor, false);
      case NextHeader.RADIOTAP -> WirelessLan.radiotap(cursor);
      case NextHeader.NFLOG -> PacketLog.netfilter(cursor);
      case NextHeader.PFLOG -> PacketLog.packetFilter(cursor);
      case NextHeader.PACKET_TAP -> PacketTap.header(cursor);
      case NextHeader.LINUX_SLL -> LinuxCooked.version1(cursor);
      case NextHeader.LINUX_SLL2 -> LinuxCooked.version2(cursor);
      case NextHeader.LLC -> LogicalLink.header(cursor);
      case NextHeader.FABRIC_PATH -> Ethernet.fabricPath(cursor);
      case NextHeader.BACKBONE_BRIDGING -> Ethernet.backboneBridging(cursor);
      case NextHeader.NULL_LOOPBACK -> Loopback.inHostOrder(cursor);
      case NextHeader.OPENBSD_LOOPBACK -> Loopback.inNetworkOrder(cursor);
      case NextHeader.IP_OF_EITHER_VERSION -> ipOfEitherVersion();
      case NextHeader.UNKNOWN_LINK -> cursor.stop(PacketKind.UNSUPPORTED_LINK);
      default -> takeOffOlder(header);
    };
  }

  private int takeOffOlder(int header) {
    return switch (header) {
      case NextHeader.PRISM_OR_AVS -> RadioHeader.prismOrAvs(cursor);
      case NextHeader.PER_PACKET_INFORMATION -> RadioHeader.perPacketInformation(cursor);
      case NextHeader.TOKEN_RING -> OlderLink.tokenRing(cursor);
      case NextHeader.FDDI -> OlderLink.fddi(cursor);
      case NextHeader.FRAME_RELAY -> OlderLink.frameRelay(cursor);
      case NextHeader.PPP_WITH_DIRECTION -> OlderLink.pppWithDirection(cursor);
      case NextHeader.CISCO_HDLC_WITH_DIRECTION -> OlderLink.ciscoHdlcWithDirection(cursor);
      case NextHeader.ENCRYPTION_LOG -> OlderLink.encryptionLog(cursor);
      case NextHeader.SOLARIS -> OlderLink.solaris(cursor);
      case NextHeader.FIBRE_CHANNEL -> OlderLink.fibreChannel(cursor);
      default -> takeOffOther(header);
    };
  }

  /**
   * What is left: a further IPv6 extension behind a fragment header, or nothing that is looked at.
   */
  private int takeOffOther(int header) {
    return cursor.packet.ipv6 && Ipv6.isExtension(header - NextHeader.IP_PROTOCOL)
        ? Ipv6.extensions(cursor, header - NextHeader.IP_PROTOCOL)
        : cursor.stop(PacketKind.OTHER);
  }

  private int ipInIp(int version) {
    cursor.packet.enterTunnel(Tunnel.IP_IN_IP);
    return version;
  }

  private int ipOfEitherVersion() {
    if (!cursor.has(1)) {
      return cursor.missing(1);
    }
    return switch (cursor.unsignedByte(0) >>> 4) {
      case Ipv4.VERSION -> NextHeader.IPV4;
      case Ipv6.VERSION -> NextHeader.IPV6;
      default -> cursor.stop(PacketKind.MALFORMED);
    };
  }

  private int message(PacketKind kind) {
    cursor.packet.transportOffset = cursor.at;
    return cursor.stop(kind);
  }
}
