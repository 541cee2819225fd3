package io.synscope.wire;

/**
 * PPP in UDP: data messages of L2TP version 2 (RFC 2661 3.1).
 *
 * <pre>
 * +-------------------+----------+--------+---------+-----------+---------------+-----
 * | T L S O P version | (length) | tunnel | session | (Ns, Nr)  | (offset, pad) | PPP
 * +-------------------+----------+--------+---------+-----------+---------------+-----
 * </pre>
 */
final class L2tp {
  static final int PORT = 1701;

  private static final int CONTROL = 0x8000;
  private static final int HAS_LENGTH = 0x4000;
  private static final int HAS_SEQUENCE = 0x0800;
  private static final int HAS_OFFSET = 0x0200;
  private static final int VERSION = 0x000f;
  private static final int VERSION_2 = 2;
  private static final int LEAST = 6;

  private L2tp() {}

  /** {@return the header inside, or DONE where the bytes do not look like a data message} */
  static int behind(Cursor cursor) {
    if (!cursor.has(LEAST)) {
      return NextHeader.DONE;
    }
    int flags = cursor.unsignedShort(0);
    if ((flags & CONTROL) != 0 || (flags & VERSION) != VERSION_2) {
      return NextHeader.DONE;
    }
    int length =
        LEAST + ((flags & HAS_LENGTH) == 0 ? 0 : 2) + ((flags & HAS_SEQUENCE) == 0 ? 0 : 4);
    if ((flags & HAS_OFFSET) != 0) {
      if (!cursor.has(length + 2)) {
        return NextHeader.DONE;
      }
      length += 2 + cursor.unsignedShort(length);
    }
    if (!cursor.has(length + 2)) {
      return NextHeader.DONE;
    }
    cursor.at += length;
    cursor.packet.enterTunnel(Tunnel.L2TP);
    return NextHeader.PPP;
  }
}
