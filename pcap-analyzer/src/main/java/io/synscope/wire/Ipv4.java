package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The IPv4 header, RFC 791 3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |Version|  IHL  |Type of Service|          Total Length         |
 * +-------+-------+---------------+-----+-------------------------+
 * |         Identification        |Flags|      Fragment Offset    |
 * +---------------+---------------+-----+-------------------------+
 * |  Time to Live |    Protocol   |         Header Checksum       |
 * +---------------+---------------+-------------------------------+
 * |                         Source Address                        |
 * +---------------------------------------------------------------+
 * |                      Destination Address                      |
 * +---------------------------------------------------------------+
 * </pre>
 */
final class Ipv4 {
  static final int VERSION = 4;
  static final int MINIMUM_LENGTH = 20;

  private static final int LENGTH_WORD = 0;
  private static final int FRAGMENT_WORD = 4;
  private static final int PROTOCOL_WORD = 8;
  private static final int SOURCE_OFFSET = 12;
  private static final int DESTINATION_OFFSET = 16;

  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1fff;
  private static final int FRAGMENT_UNIT = 8;

  /** IPv4 addresses in the low half of a mapped address, ::ffff:0:0/96 (RFC 4291 2.5.5.2). */
  static final long MAPPED = 0xffff_0000_0000L;

  /**
   * The kernel's largest segment (GSO_MAX_SIZE, 8 * 65535) with headers: what a length of 0 may
   * stand for.
   */
  static final int LARGEST_OFFLOADED = 8 * 65_535 + 1024;

  private Ipv4() {}

  static int header(Cursor cursor) {
    if (!cursor.has(MINIMUM_LENGTH)) {
      return cursor.missing(MINIMUM_LENGTH);
    }
    ByteBuffer bytes = cursor.bytes;
    int ip = cursor.at;
    int lengths = bytes.getInt(ip + LENGTH_WORD);
    int headerLength = lengths >>> 22 & 0x3c;
    int totalLength = lengths & 0xffff;
    if (totalLength == 0) { // segmentation offload: the driver fills it in after the capture point
      totalLength = cursor.wireEnd - ip;
    }
    if (lengths >>> 28 != VERSION
        || headerLength < MINIMUM_LENGTH
        || totalLength < headerLength
        || totalLength > LARGEST_OFFLOADED) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    cursor.endsAt(ip + totalLength);
    if (!cursor.has(headerLength)) {
      return cursor.missing(headerLength);
    }
    int fragment = bytes.getInt(ip + FRAGMENT_WORD);
    int protocol = bytes.getInt(ip + PROTOCOL_WORD);
    Packet packet = cursor.packet;
    packet.enterIp(cursor, totalLength);
    packet.ipv6 = false;
    packet.sourceHigh = 0;
    packet.sourceLow = MAPPED | bytes.getInt(ip + SOURCE_OFFSET) & 0xffff_ffffL;
    packet.destinationHigh = 0;
    packet.destinationLow = MAPPED | bytes.getInt(ip + DESTINATION_OFFSET) & 0xffff_ffffL;
    packet.hopLimit = protocol >>> 24;
    packet.identification = fragment >>> 16;
    packet.dontFragment = (fragment & DONT_FRAGMENT) != 0;
    cursor.at = ip + headerLength;
    int next = NextHeader.IP_PROTOCOL | protocol >>> 16 & 0xff;
    return (fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) == 0
        ? next
        : fragment(cursor, fragment, next);
  }

  private static int fragment(Cursor cursor, int word, int next) {
    int offset = (word & FRAGMENT_OFFSET) * FRAGMENT_UNIT;
    boolean more = (word & MORE_FRAGMENTS) != 0;
    int headerLength = cursor.at - cursor.packet.ipOffset;
    return cursor.fragments.take(cursor, word >>> 16, next, offset, more, headerLength);
  }
}
