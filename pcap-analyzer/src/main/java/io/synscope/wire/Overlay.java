package io.synscope.wire;

/**
 * Ethernet in UDP: VXLAN (RFC 7348 5) and Geneve (RFC 8926 3.4), told by their destination ports,
 * as are {@link Gtp} and {@link L2tp}.
 *
 * <pre>
 *  0       1                    4                   7
 * +-------+--------------------+-------------------+---+
 * | flags | reserved           | network id        |   |          VXLAN
 * +-------+----+-------+-------+-------------------+---+---------
 * | ver, length of options | flags | protocol | id  |   | options  Geneve
 * +------------------------+-------+----------+-----+---+---------
 * </pre>
 */
final class Overlay {
  static final int VXLAN_PORT = 4789;
  static final int VXLAN_PORT_BEFORE_RFC = 8472; // still the default of Linux and of flannel
  static final int GENEVE_PORT = 6081;

  private static final int LENGTH = 8;
  private static final int VXLAN_HAS_ID = 0x08;
  private static final int GENEVE_VERSION = 0xc0;
  private static final int GENEVE_OPTIONS = 0x3f;
  private static final int GENEVE_OPTION_UNIT = 4;
  private static final int GENEVE_PROTOCOL_OFFSET = 2;

  private Overlay() {}

  /**
   * {@return the header that follows this UDP header, or DONE where the port is nobody's or the
   * bytes do not look like it}
   */
  static int behind(Cursor cursor, int destinationPort) {
    return switch (destinationPort) {
      case VXLAN_PORT, VXLAN_PORT_BEFORE_RFC -> vxlan(cursor);
      case GENEVE_PORT -> geneve(cursor);
      case Gtp.PORT -> Gtp.behind(cursor);
      case L2tp.PORT -> L2tp.behind(cursor);
      default -> NextHeader.DONE;
    };
  }

  private static int vxlan(Cursor cursor) {
    if (!cursor.has(LENGTH) || (cursor.unsignedByte(0) & VXLAN_HAS_ID) == 0) {
      return NextHeader.DONE;
    }
    cursor.at += LENGTH;
    cursor.packet.enterTunnel(Tunnel.VXLAN);
    return NextHeader.ETHERNET;
  }

  private static int geneve(Cursor cursor) {
    if (!cursor.has(LENGTH) || (cursor.unsignedByte(0) & GENEVE_VERSION) != 0) {
      return NextHeader.DONE;
    }
    int length = LENGTH + (cursor.unsignedByte(0) & GENEVE_OPTIONS) * GENEVE_OPTION_UNIT;
    if (!cursor.has(length)) {
      return NextHeader.DONE;
    }
    int protocol = cursor.unsignedShort(GENEVE_PROTOCOL_OFFSET);
    cursor.at += length;
    cursor.packet.enterTunnel(Tunnel.GENEVE);
    return protocol;
  }
}
