package io.synscope.wire;

/**
 * User data of mobile networks, GTP-U version 1 (3GPP TS 29.281 5): an IP packet in UDP.
 *
 * <pre>
 *  0              1          2        4                  8
 * +--------------+----------+--------+------------------+------------------------------------------
 * | ver PT E S PN| message  | length | tunnel endpoint  | (sequence 2, N-PDU 1, next extension 1) IP
 * +--------------+----------+--------+------------------+------------------------------------------
 * </pre>
 */
final class Gtp {
  static final int PORT = 2152;

  private static final int LENGTH = 8;
  private static final int OPTIONAL_LENGTH = 4;
  private static final int NEXT_EXTENSION_OFFSET = 11;
  private static final int VERSION_AND_PROTOCOL = 0xf0;
  private static final int VERSION_1_OF_GTP = 0x30;
  private static final int ANY_OPTIONAL = 0x07;
  private static final int HAS_EXTENSION = 0x04;
  private static final int USER_DATA = 0xff;
  private static final int EXTENSION_UNIT = 4;

  private Gtp() {}

  /** {@return the header inside, or DONE where the bytes do not look like user data} */
  static int behind(Cursor cursor) {
    if (!cursor.has(LENGTH)
        || (cursor.unsignedByte(0) & VERSION_AND_PROTOCOL) != VERSION_1_OF_GTP
        || cursor.unsignedByte(1) != USER_DATA) {
      return NextHeader.DONE;
    }
    int length = length(cursor, cursor.unsignedByte(0));
    if (!cursor.has(length + 1)) {
      return NextHeader.DONE;
    }
    int version = cursor.unsignedByte(length) >>> 4;
    if (version != Ipv4.VERSION && version != Ipv6.VERSION) {
      return NextHeader.DONE; // Ethernet or unstructured user data
    }
    cursor.at += length;
    cursor.packet.enterTunnel(Tunnel.GTP);
    return NextHeader.IP_OF_EITHER_VERSION;
  }

  /** Extensions end with the type of the next one, 0 for none, and count in four bytes. */
  private static int length(Cursor cursor, int flags) {
    int length = LENGTH + ((flags & ANY_OPTIONAL) == 0 ? 0 : OPTIONAL_LENGTH);
    boolean more =
        (flags & HAS_EXTENSION) != 0
            && cursor.has(length)
            && cursor.unsignedByte(NEXT_EXTENSION_OFFSET) != 0;
    while (more && cursor.has(length + 1)) {
      int units = cursor.unsignedByte(length);
      length += units * EXTENSION_UNIT;
      more = units > 0 && cursor.has(length) && cursor.unsignedByte(length - 1) != 0;
    }
    return length;
  }
}
