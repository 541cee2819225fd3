package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The IPv6 header and its chain of extension headers, RFC 8200 3 and 4.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+---------------+---------------------------------------+
 * |Version| Traffic Class |           Flow Label                  |
 * +-------+---------------+-------+---------------+---------------+
 * |         Payload Length        |  Next Header  |   Hop Limit   |
 * +-------------------------------+---------------+---------------+
 * |                    Source Address (16 bytes)                  |
 * +---------------------------------------------------------------+
 * |                  Destination Address (16 bytes)               |
 * +---------------------------------------------------------------+
 * </pre>
 */
final class Ipv6 {
  static final int VERSION = 6;
  static final int LENGTH = 40;

  private static final int PAYLOAD_WORD = 4;
  private static final int SOURCE_OFFSET = 8;
  private static final int DESTINATION_OFFSET = 24;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private static final int EXTENSION_UNIT = 8;
  private static final int AUTHENTICATION_UNIT = 4;
  private static final int FRAGMENT_LENGTH = 8;
  private static final int FRAGMENT_WORD = 2;
  private static final int IDENTIFICATION_OFFSET = 4;
  private static final int MORE_FRAGMENTS = 1;

  /** RFC 8200 names eight kinds; a longer chain is made to keep decoders busy. */
  private static final int MAX_EXTENSIONS = 16;

  private Ipv6() {}

  static int header(Cursor cursor) {
    if (!cursor.has(LENGTH)) {
      return cursor.missing(LENGTH);
    }
    ByteBuffer bytes = cursor.bytes;
    int ip = cursor.at;
    if (bytes.get(ip) >>> 4 != VERSION) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    int payload = bytes.getInt(ip + PAYLOAD_WORD);
    int payloadLength = payload >>> 16;
    // 0 is a jumbogram (RFC 2675) or a segment that offload makes larger than 64 KiB: the frame
    // says how long it is.
    int totalLength = payloadLength == 0 ? cursor.wireEnd - ip : LENGTH + payloadLength;
    if (totalLength > Ipv4.LARGEST_OFFLOADED) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    cursor.endsAt(ip + totalLength);
    Packet packet = cursor.packet;
    packet.enterIp(cursor, totalLength);
    packet.ipv6 = true;
    packet.sourceHigh = bytes.getLong(ip + SOURCE_OFFSET);
    packet.sourceLow = bytes.getLong(ip + SOURCE_OFFSET + Long.BYTES);
    packet.destinationHigh = bytes.getLong(ip + DESTINATION_OFFSET);
    packet.destinationLow = bytes.getLong(ip + DESTINATION_OFFSET + Long.BYTES);
    packet.hopLimit = payload & 0xff;
    packet.identification = 0;
    packet.dontFragment = true;
    cursor.at = ip + LENGTH;
    return extensions(cursor, payload >>> 8 & 0xff);
  }

  static int extensions(Cursor cursor, int first) {
    int next = first;
    for (int count = 0; count < MAX_EXTENSIONS; count++) {
      if (next == FRAGMENT) {
        return fragment(cursor);
      }
      if (!isExtension(next)) {
        return NextHeader.IP_PROTOCOL | next;
      }
      if (!cursor.has(EXTENSION_UNIT)) {
        return cursor.missing(EXTENSION_UNIT);
      }
      int units = cursor.unsignedByte(1);
      int length =
          next == AUTHENTICATION
              ? (units + 2) * AUTHENTICATION_UNIT // RFC 4302 2.2
              : (units + 1) * EXTENSION_UNIT;
      if (!cursor.has(length)) {
        return cursor.missing(length);
      }
      next = cursor.unsignedByte(0);
      cursor.at += length;
    }
    return cursor.stop(PacketKind.MALFORMED);
  }

  /** An authentication header behind IPv4: the same as in IPv6's chain. */
  static int authentication(Cursor cursor) {
    return extensions(cursor, AUTHENTICATION);
  }

  static boolean isExtension(int next) {
    return switch (next) {
      case HOP_BY_HOP,
          ROUTING,
          DESTINATION_OPTIONS,
          MOBILITY,
          HOST_IDENTITY,
          SHIM6,
          AUTHENTICATION ->
          true;
      default -> false;
    };
  }

  /** RFC 8200 4.5; an "atomic" fragment (RFC 6946) is whole by itself. */
  private static int fragment(Cursor cursor) {
    if (!cursor.has(FRAGMENT_LENGTH)) {
      return cursor.missing(FRAGMENT_LENGTH);
    }
    int next = cursor.unsignedByte(0);
    int word = cursor.unsignedShort(FRAGMENT_WORD);
    int identification = cursor.word(IDENTIFICATION_OFFSET);
    cursor.at += FRAGMENT_LENGTH;
    boolean more = (word & MORE_FRAGMENTS) != 0;
    int offset = word & ~7;
    if (offset == 0 && !more) {
      return extensions(cursor, next);
    }
    int protocol = NextHeader.IP_PROTOCOL | next;
    return cursor.fragments.take(cursor, identification, protocol, offset, more, LENGTH);
  }
}
