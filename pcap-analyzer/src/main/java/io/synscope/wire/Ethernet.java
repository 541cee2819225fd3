package io.synscope.wire;

/**
 * Ethernet II and 802.3 frames, and the tags between their addresses and the network layer.
 *
 * <pre>
 *  0                   6                   12     14
 * +-------------------+-------------------+------+---------
 * |    destination    |      source       | type | payload      IEEE 802.3 3.2.6: below 0x0600 it is a length
 * +-------------------+-------------------+------+---------
 * | 0x8100 | tag control (2) | type | payload                   IEEE 802.1Q 9.6, after the source address
 * </pre>
 */
final class Ethernet {
  private static final int TYPE_OFFSET = 12;
  private static final int HEADER_LENGTH = 14;
  private static final int FIRST_ETHERNET_TYPE = 0x0600;

  private static final int TAG_TYPE_OFFSET = 2;
  private static final int TAG_LENGTH = 4;

  /** Cisco FabricPath puts its own addresses and a 2-byte tag before a whole Ethernet frame. */
  private static final int FABRIC_PATH_TAG_LENGTH = 2;

  /** IEEE 802.1ah I-TAG: 4 bytes, then a whole Ethernet frame. */
  private static final int SERVICE_TAG_LENGTH = 4;

  private Ethernet() {}

  static int frame(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.missing(HEADER_LENGTH);
    }
    int type = cursor.unsignedShort(TYPE_OFFSET);
    cursor.at += HEADER_LENGTH;
    return type >= FIRST_ETHERNET_TYPE ? type : llcOfLength(cursor, type);
  }

  static int tag(Cursor cursor) {
    if (!cursor.has(TAG_LENGTH)) {
      return cursor.missing(TAG_LENGTH);
    }
    int type = cursor.unsignedShort(TAG_TYPE_OFFSET);
    cursor.at += TAG_LENGTH;
    return type >= FIRST_ETHERNET_TYPE ? type : llcOfLength(cursor, type);
  }

  static int fabricPath(Cursor cursor) {
    return frameBehind(cursor, FABRIC_PATH_TAG_LENGTH);
  }

  static int backboneBridging(Cursor cursor) {
    return frameBehind(cursor, SERVICE_TAG_LENGTH);
  }

  private static int frameBehind(Cursor cursor, int length) {
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    return NextHeader.ETHERNET;
  }

  private static int llcOfLength(Cursor cursor, int length) {
    int end = cursor.at + length;
    if (end < cursor.wireEnd) {
      cursor.endsAt(end);
    }
    return NextHeader.LLC;
  }
}
