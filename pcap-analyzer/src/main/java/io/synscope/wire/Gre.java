package io.synscope.wire;

/**
 * Generic routing encapsulation, RFC 2784 and 2890; version 1 carries PPP (RFC 2637); switches
 * mirror through it (ERSPAN).
 *
 * <pre>
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-----------------+-----+-------------------------------+
 * |C|R|K|S|                 | Ver |         Protocol Type         |
 * +-+-+-+-+-----------------+-----+-------------------------------+
 * | (checksum)  (key)  (sequence number)  (acknowledgment number) |    4 bytes each, where its flag is set
 * +---------------------------------------------------------------+
 * </pre>
 */
final class Gre {
  private static final int LENGTH = 4;
  private static final int PROTOCOL_OFFSET = 2;
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000; // RFC 1701; nobody sends it
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080; // version 1
  private static final int FIELD_LENGTH = 4;

  private static final int ERSPAN_II_LENGTH = 8;
  private static final int ERSPAN_III_LENGTH = 12;
  private static final int ERSPAN_III_FLAGS_OFFSET = 11;
  private static final int ERSPAN_III_SUBHEADER = 1;
  private static final int ERSPAN_III_SUBHEADER_LENGTH = 8;

  private Gre() {}

  static int header(Cursor cursor) {
    if (!cursor.has(LENGTH)) {
      return cursor.missing(LENGTH);
    }
    int flags = cursor.unsignedShort(0);
    int protocol = cursor.unsignedShort(PROTOCOL_OFFSET);
    if ((flags & ROUTING) != 0) {
      return cursor.stop(PacketKind.OTHER);
    }
    int fields = Integer.bitCount(flags & (CHECKSUM | KEY | SEQUENCE | ACKNOWLEDGMENT));
    int length = LENGTH + FIELD_LENGTH * fields;
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    return switch (protocol) {
      case NextHeader.ERSPAN_II -> mirrored(cursor, (flags & SEQUENCE) == 0 ? 0 : ERSPAN_II_LENGTH);
      case NextHeader.ERSPAN_III -> mirroredWithSubheader(cursor);
      default -> {
        cursor.packet.enterTunnel(Tunnel.GRE);
        yield protocol;
      }
    };
  }

  private static int mirroredWithSubheader(Cursor cursor) {
    if (!cursor.has(ERSPAN_III_LENGTH)) {
      return cursor.missing(ERSPAN_III_LENGTH);
    }
    boolean subheader = (cursor.unsignedByte(ERSPAN_III_FLAGS_OFFSET) & ERSPAN_III_SUBHEADER) != 0;
    return mirrored(cursor, ERSPAN_III_LENGTH + (subheader ? ERSPAN_III_SUBHEADER_LENGTH : 0));
  }

  private static int mirrored(Cursor cursor, int length) {
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    cursor.packet.enterTunnel(Tunnel.ERSPAN);
    return NextHeader.ETHERNET;
  }
}
