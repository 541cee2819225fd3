package io.synscope.wire;

/**
 * What older drivers put before 802.11 frames: Prism and AVS headers, and CACE's per-packet
 * information, which names the link that follows. (Radiotap is {@link WirelessLan}'s.)
 *
 * <pre>
 *  0              4                8                                    0     1       2        4      8
 * +--------------+----------------+---------------+-------             +-----+-------+--------+------+--------+------
 * | message/magic| length         | ...           | 802.11  Prism, AVS | ver | flags | length | link | fields | frame  PPI
 * +--------------+----------------+---------------+-------             +-----+-------+--------+------+--------+------
 * </pre>
 */
final class RadioHeader {
  private static final int LEAST = 8;
  private static final int LENGTH_OFFSET = 4;
  private static final int LARGEST = 4096;

  private static final int PER_PACKET_LENGTH_OFFSET = 2;
  private static final int PER_PACKET_LINK_OFFSET = 4;

  private RadioHeader() {}

  /** A Prism header counts itself in its driver's byte order, an AVS header in the network's. */
  static int prismOrAvs(Cursor cursor) {
    if (!cursor.has(LEAST)) {
      return cursor.missing(LEAST);
    }
    int told = cursor.word(LENGTH_OFFSET);
    int length = told >= LEAST && told <= LARGEST ? told : Integer.reverseBytes(told);
    if (length < LEAST || length > LARGEST) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    return NextHeader.IEEE802_11;
  }

  static int perPacketInformation(Cursor cursor) {
    if (!cursor.has(LEAST)) {
      return cursor.missing(LEAST);
    }
    int length = Short.reverseBytes((short) cursor.unsignedShort(PER_PACKET_LENGTH_OFFSET));
    length &= 0xffff;
    if (length < LEAST) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    LinkType link = LinkType.of(Integer.reverseBytes(cursor.word(PER_PACKET_LINK_OFFSET)));
    cursor.at += length;
    return link == LinkType.PER_PACKET_INFORMATION
        ? cursor.stop(PacketKind.MALFORMED)
        : link.firstHeader();
  }
}
