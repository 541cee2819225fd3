package io.synscope.wire;

/**
 * Links of older networks and of taps that put a short header of their own before a known one.
 *
 * <pre>
 * token ring  | AC | FC | destination 6 | source 6 | (routing) | LLC      IEEE 802.5 3.2
 * FDDI        | FC | destination 6 | source 6 | LLC                       ANSI X3.139
 * frame relay | address 2 | 0x03 | network layer protocol | packet        RFC 2427 3
 * </pre>
 */
final class OlderLink {
  private static final int TOKEN_RING_LENGTH = 14;
  private static final int TOKEN_RING_SOURCE_OFFSET = 8;
  private static final int ROUTED = 0x80;
  private static final int ROUTING_LENGTH = 0x1f;
  private static final int FDDI_LENGTH = 13;

  private static final int FRAME_RELAY_LENGTH = 4;
  private static final int FRAME_RELAY_ADDRESS = 2;
  private static final int UNNUMBERED = 0x03;
  private static final int IS_IPV4 = 0xcc;
  private static final int IS_IPV6 = 0x8e;

  private static final int ENCRYPTION_LOG_LENGTH = 12;
  private static final int SOLARIS_LENGTH = 24;
  private static final int FIBRE_CHANNEL_LENGTH = 16;

  private OlderLink() {}

  static int tokenRing(Cursor cursor) {
    if (!cursor.has(TOKEN_RING_LENGTH + 1)) {
      return cursor.missing(TOKEN_RING_LENGTH + 1);
    }
    boolean routed = (cursor.unsignedByte(TOKEN_RING_SOURCE_OFFSET) & ROUTED) != 0;
    int routing = routed ? cursor.unsignedByte(TOKEN_RING_LENGTH) & ROUTING_LENGTH : 0;
    return skip(cursor, TOKEN_RING_LENGTH + routing, NextHeader.LLC);
  }

  static int fddi(Cursor cursor) {
    return skip(cursor, FDDI_LENGTH, NextHeader.LLC);
  }

  /** RFC 2427 names the packet by one byte, Cisco by an Ethernet type. */
  static int frameRelay(Cursor cursor) {
    if (!cursor.has(FRAME_RELAY_LENGTH)) {
      return cursor.missing(FRAME_RELAY_LENGTH);
    }
    int type = cursor.unsignedShort(FRAME_RELAY_ADDRESS);
    cursor.at += FRAME_RELAY_LENGTH;
    if (type >>> 8 != UNNUMBERED) {
      return type;
    }
    return switch (type & 0xff) {
      case IS_IPV4 -> NextHeader.IPV4;
      case IS_IPV6 -> NextHeader.IPV6;
      default -> cursor.stop(PacketKind.OTHER);
    };
  }

  /** One byte says which way the frame went. */
  static int pppWithDirection(Cursor cursor) {
    return skip(cursor, 1, NextHeader.PPP);
  }

  static int ciscoHdlcWithDirection(Cursor cursor) {
    return skip(cursor, 1, NextHeader.CISCO_HDLC);
  }

  static int encryptionLog(Cursor cursor) {
    return skip(cursor, ENCRYPTION_LOG_LENGTH, NextHeader.IP_OF_EITHER_VERSION);
  }

  static int solaris(Cursor cursor) {
    return skip(cursor, SOLARIS_LENGTH, NextHeader.IP_OF_EITHER_VERSION);
  }

  static int fibreChannel(Cursor cursor) {
    return skip(cursor, FIBRE_CHANNEL_LENGTH, NextHeader.LLC);
  }

  private static int skip(Cursor cursor, int length, int next) {
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    return next;
  }
}
