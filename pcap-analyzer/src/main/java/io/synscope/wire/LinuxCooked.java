package io.synscope.wire;

/**
 * Linux "cooked" captures: what {@code tcpdump -i any} writes instead of a link header.
 *
 * <pre>
 * LINUX_SLL    0             2          4                5..14              14         16
 *             +-------------+----------+----------------+------------------+----------+--------
 *             | packet type | ARPHRD   | address length | address (8)      | protocol | payload
 *             +-------------+----------+----------------+------------------+----------+--------
 * LINUX_SLL2   0          2          4                8        10            11               12..20
 *             +----------+----------+----------------+--------+-------------+----------------+-------
 *             | protocol | reserved | interface      | ARPHRD | packet type | address length | address
 *             +----------+----------+----------------+--------+-------------+----------------+-------
 * </pre>
 */
final class LinuxCooked {
  private static final int V1_PACKET_TYPE_OFFSET = 0;
  private static final int V1_PROTOCOL_OFFSET = 14;
  private static final int V1_LENGTH = 16;

  private static final int V2_PROTOCOL_OFFSET = 0;
  private static final int V2_INTERFACE_OFFSET = 4;
  private static final int V2_PACKET_TYPE_OFFSET = 10;
  private static final int V2_LENGTH = 20;

  private static final int SENT_BY_US = 4; // PACKET_OUTGOING of linux/if_packet.h
  private static final int SENT_BY_OTHER_TO_OTHER = 3; // PACKET_OTHERHOST: seen in promiscuous mode
  private static final int LLC_FRAME = 0x0004; // ETH_P_802_2

  private LinuxCooked() {}

  static int version1(Cursor cursor) {
    if (!cursor.has(V1_LENGTH)) {
      return cursor.missing(V1_LENGTH);
    }
    cursor.packet.direction = direction(cursor.unsignedShort(V1_PACKET_TYPE_OFFSET));
    int protocol = cursor.unsignedShort(V1_PROTOCOL_OFFSET);
    cursor.at += V1_LENGTH;
    return next(protocol);
  }

  static int version2(Cursor cursor) {
    if (!cursor.has(V2_LENGTH)) {
      return cursor.missing(V2_LENGTH);
    }
    cursor.packet.direction = direction(cursor.unsignedByte(V2_PACKET_TYPE_OFFSET));
    cursor.packet.interfaceId = cursor.word(V2_INTERFACE_OFFSET);
    int protocol = cursor.unsignedShort(V2_PROTOCOL_OFFSET);
    cursor.at += V2_LENGTH;
    return next(protocol);
  }

  private static FrameDirection direction(int packetType) {
    if (packetType == SENT_BY_US) {
      return FrameDirection.OUTBOUND;
    }
    return packetType < SENT_BY_OTHER_TO_OTHER ? FrameDirection.INBOUND : FrameDirection.UNKNOWN;
  }

  private static int next(int protocol) {
    return protocol == LLC_FRAME ? NextHeader.LLC : protocol;
  }
}
