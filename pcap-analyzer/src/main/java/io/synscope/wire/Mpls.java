package io.synscope.wire;

/**
 * A stack of MPLS labels, RFC 3032 2.1, and what is under it.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------+-----+-+---------------+
 * |                Label                  | TC  |S|      TTL      |    S: the bottom of the stack
 * +---------------------------------------+-----+-+---------------+
 * </pre>
 */
final class Mpls {
  private static final int LABEL_LENGTH = 4;
  private static final int BOTTOM_OF_STACK = 0x100;
  private static final int CONTROL_WORD_LENGTH = 4; // RFC 4385 3
  private static final int ETHERNET_LENGTH = 14;
  private static final int ETHERNET_TYPE_OFFSET = 12;

  private Mpls() {}

  static int labels(Cursor cursor) {
    int label;
    do {
      if (!cursor.has(LABEL_LENGTH)) {
        return cursor.missing(LABEL_LENGTH);
      }
      label = cursor.word(0);
      cursor.at += LABEL_LENGTH;
    } while ((label & BOTTOM_OF_STACK) == 0);
    return underLabels(cursor);
  }

  /**
   * Nothing in the stack says what it carries: the first nibble does, as routers look at it (RFC
   * 4928 3).
   */
  private static int underLabels(Cursor cursor) {
    if (!cursor.has(1)) {
      return cursor.missing(1);
    }
    int nibble = cursor.unsignedByte(0) >>> 4;
    if (nibble == Ipv4.VERSION) {
      return NextHeader.IPV4;
    }
    if (nibble == Ipv6.VERSION) {
      return NextHeader.IPV6;
    }
    return pseudowire(cursor);
  }

  /** Ethernet over MPLS (RFC 4448), with or without a control word. */
  private static int pseudowire(Cursor cursor) {
    if (carriesEthernetAt(cursor, 0)) {
      return NextHeader.ETHERNET;
    }
    if (carriesEthernetAt(cursor, CONTROL_WORD_LENGTH)) {
      cursor.at += CONTROL_WORD_LENGTH;
      return NextHeader.ETHERNET;
    }
    return cursor.stop(PacketKind.OTHER);
  }

  private static boolean carriesEthernetAt(Cursor cursor, int offset) {
    if (!cursor.has(offset + ETHERNET_LENGTH)) {
      return false;
    }
    return switch (cursor.unsignedShort(offset + ETHERNET_TYPE_OFFSET)) {
      case NextHeader.IPV4,
          NextHeader.IPV6,
          NextHeader.ARP,
          NextHeader.VLAN,
          NextHeader.PROVIDER_BRIDGING ->
          true;
      default -> false;
    };
  }
}
