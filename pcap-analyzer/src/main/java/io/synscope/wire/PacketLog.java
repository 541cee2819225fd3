package io.synscope.wire;

/**
 * Packets as firewalls log them: Linux NFLOG and OpenBSD's pflog.
 *
 * <pre>
 * NFLOG   | family | version | resource (2) | { length (2) | type (2) | value, padded to 4 bytes } ...   host order
 * PFLOG   | length | family | action | reason | interface, rule, direction ... , padded to 4 bytes | packet
 * </pre>
 */
final class PacketLog {
  private static final int NFLOG_LENGTH = 4;
  private static final int NFLOG_ATTRIBUTE_LENGTH = 4;
  private static final int NFLOG_PAYLOAD = 9; // NFULA_PAYLOAD

  private static final int PFLOG_FAMILY_OFFSET = 1;
  private static final int PFLOG_SMALLEST = 4;

  private static final int AF_INET = 2;
  private static final int AF_INET6_LINUX = 10;

  private PacketLog() {}

  static int netfilter(Cursor cursor) {
    if (!cursor.has(NFLOG_LENGTH)) {
      return cursor.missing(NFLOG_LENGTH);
    }
    int family = cursor.unsignedByte(0);
    cursor.at += NFLOG_LENGTH;
    while (cursor.has(NFLOG_ATTRIBUTE_LENGTH)) {
      int length = hostOrder(cursor.unsignedShort(0));
      int type = hostOrder(cursor.unsignedShort(Short.BYTES)) & 0x7fff;
      if (length < NFLOG_ATTRIBUTE_LENGTH) {
        return cursor.stop(PacketKind.MALFORMED);
      }
      if (type == NFLOG_PAYLOAD) {
        cursor.at += NFLOG_ATTRIBUTE_LENGTH;
        return network(cursor, family);
      }
      int padded = length + 3 & ~3;
      if (!cursor.has(padded)) {
        return cursor.missing(padded);
      }
      cursor.at += padded;
    }
    return cursor.missing(NFLOG_ATTRIBUTE_LENGTH);
  }

  static int packetFilter(Cursor cursor) {
    if (!cursor.has(PFLOG_SMALLEST)) {
      return cursor.missing(PFLOG_SMALLEST);
    }
    int length = cursor.unsignedByte(0) + 3 & ~3;
    if (length < PFLOG_SMALLEST) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    int family = cursor.unsignedByte(PFLOG_FAMILY_OFFSET);
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    return family == AF_INET ? NextHeader.IPV4 : NextHeader.IP_OF_EITHER_VERSION;
  }

  private static int network(Cursor cursor, int family) {
    return switch (family) {
      case AF_INET -> NextHeader.IPV4;
      case AF_INET6_LINUX -> NextHeader.IPV6;
      default -> cursor.stop(PacketKind.OTHER);
    };
  }

  /**
   * Attributes are small numbers in the logging host's order: whichever order makes them small is
   * the right one.
   */
  private static int hostOrder(int value) {
    int reversed = Short.reverseBytes((short) value) & 0xffff;
    return Math.min(value, reversed);
  }
}
