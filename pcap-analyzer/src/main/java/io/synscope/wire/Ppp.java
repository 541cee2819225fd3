package io.synscope.wire;

/**
 * PPP frames: alone, in HDLC-like framing (RFC 1662 3.1), in Ethernet (RFC 2516 4); and Cisco's
 * HDLC, which looks alike.
 *
 * <pre>
 * +---------+---------+----------+---------       +----------+------+---------+--------+-----
 * | (0xff)  | (0x03)  | protocol | payload        | ver type | code | session | length | PPP      PPPoE
 * +---------+---------+----------+---------       +----------+------+---------+--------+-----
 * </pre>
 */
final class Ppp {
  private static final int ALL_STATIONS = 0xff03;
  private static final int IPV4 = 0x21;
  private static final int IPV6 = 0x57;
  private static final int MPLS_UNICAST = 0x281;
  private static final int MPLS_MULTICAST = 0x283;

  private static final int PPPOE_LENGTH_OFFSET = 4;
  private static final int PPPOE_LENGTH = 6;

  private static final int CISCO_UNICAST = 0x0f;
  private static final int CISCO_MULTICAST = 0x8f;
  private static final int CISCO_TYPE_OFFSET = 2;
  private static final int CISCO_LENGTH = 4;

  private Ppp() {}

  static int frame(Cursor cursor) {
    if (cursor.has(2) && cursor.unsignedShort(0) == ALL_STATIONS) {
      cursor.at += 2;
    }
    if (!cursor.has(2)) {
      return cursor.missing(2);
    }
    int protocol = cursor.unsignedByte(0);
    if ((protocol & 1)
        != 0) { // RFC 1661 6.5: the first byte is odd only where the field is compressed to one
      cursor.at++;
    } else {
      protocol = cursor.unsignedShort(0);
      cursor.at += 2;
    }
    return switch (protocol) {
      case IPV4 -> NextHeader.IPV4;
      case IPV6 -> NextHeader.IPV6;
      case MPLS_UNICAST, MPLS_MULTICAST -> NextHeader.MPLS_UNICAST;
      default -> cursor.stop(PacketKind.OTHER);
    };
  }

  static int overEthernet(Cursor cursor) {
    if (!cursor.has(PPPOE_LENGTH)) {
      return cursor.missing(PPPOE_LENGTH);
    }
    int end = cursor.at + PPPOE_LENGTH + cursor.unsignedShort(PPPOE_LENGTH_OFFSET);
    if (end < cursor.wireEnd) {
      cursor.endsAt(end);
    }
    cursor.at += PPPOE_LENGTH;
    return NextHeader.PPP;
  }

  static int hdlc(Cursor cursor) {
    if (!cursor.has(1)) {
      return cursor.missing(1);
    }
    int address = cursor.unsignedByte(0);
    return address == CISCO_UNICAST || address == CISCO_MULTICAST
        ? ciscoHdlc(cursor)
        : NextHeader.PPP;
  }

  static int ciscoHdlc(Cursor cursor) {
    if (!cursor.has(CISCO_LENGTH)) {
      return cursor.missing(CISCO_LENGTH);
    }
    int type = cursor.unsignedShort(CISCO_TYPE_OFFSET);
    cursor.at += CISCO_LENGTH;
    return type;
  }
}
