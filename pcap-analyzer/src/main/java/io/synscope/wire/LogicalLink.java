package io.synscope.wire;

/**
 * IEEE 802.2 LLC, alone or with a SNAP header (RFC 1042).
 *
 * <pre>
 *  0      1      2         3                     6      8
 * +------+------+---------+---------------------+------+---------
 * | DSAP | SSAP | control | organization code   | type | payload
 * +------+------+---------+---------------------+------+---------
 * </pre>
 */
final class LogicalLink {
  private static final int LLC_LENGTH = 3;
  private static final int SNAP_TYPE_OFFSET = 6;
  private static final int SNAP_LENGTH = 8;
  private static final int SAP_SNAP = 0xaaaa;
  private static final int SAP_IP = 0x0606;

  private LogicalLink() {}

  static int header(Cursor cursor) {
    if (!cursor.has(LLC_LENGTH)) {
      return cursor.missing(LLC_LENGTH);
    }
    int accessPoints = cursor.unsignedShort(0);
    if (accessPoints == SAP_IP) {
      cursor.at += LLC_LENGTH;
      return NextHeader.IPV4;
    }
    if (accessPoints != SAP_SNAP) {
      return cursor.stop(PacketKind.OTHER);
    }
    if (!cursor.has(SNAP_LENGTH)) {
      return cursor.missing(SNAP_LENGTH);
    }
    int type = cursor.unsignedShort(SNAP_TYPE_OFFSET);
    cursor.at += SNAP_LENGTH;
    return type;
  }
}
