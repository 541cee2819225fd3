package io.synscope.wire;

/**
 * IEEE 802.11 data frames, alone or behind a radiotap header. Encrypted and aggregated frames are
 * not looked into.
 *
 * <pre>
 *  0             2           4          10         16         22            24
 * +-------------+-----------+----------+----------+----------+-------------+-------------------------------
 * | frame contr.| duration  | address 1| address 2| address 3| sequence c. | (address 4) (QoS 2) (HT 4) LLC
 * +-------------+-----------+----------+----------+----------+-------------+-------------------------------
 * </pre>
 */
final class WirelessLan {
  private static final int LENGTH = 24;
  private static final int SEQUENCE_CONTROL_OFFSET = 22;
  private static final int FRAGMENT_NUMBER =
      0x0f; // of the first byte: the fields are little-endian
  private static final int TYPE = 0x0c;
  private static final int TYPE_DATA = 0x08;
  private static final int SUBTYPE_QOS = 0x80;
  private static final int SUBTYPE_NO_DATA = 0x40;
  private static final int BOTH_DISTRIBUTION_SYSTEMS = 0x03;
  private static final int MORE_FRAGMENTS = 0x04;
  private static final int PROTECTED = 0x40;
  private static final int ORDER = 0x80;
  private static final int ADDRESS_LENGTH = 6;
  private static final int QOS_LENGTH = 2;
  private static final int QOS_AGGREGATE = 0x80;
  private static final int HIGH_THROUGHPUT_LENGTH = 4;

  private static final int RADIOTAP_SMALLEST = 8;
  private static final int RADIOTAP_LENGTH_OFFSET = 2;
  private static final int RADIOTAP_PRESENT_OFFSET = 4;
  private static final int RADIOTAP_TSFT = 0x1;
  private static final int RADIOTAP_FLAGS = 0x2;
  private static final int RADIOTAP_MORE = 0x8000_0000;
  private static final int RADIOTAP_PADDED = 0x20;

  private WirelessLan() {}

  static int radiotap(Cursor cursor) {
    if (!cursor.has(RADIOTAP_SMALLEST)) {
      return cursor.missing(RADIOTAP_SMALLEST);
    }
    int length = Short.reverseBytes((short) cursor.unsignedShort(RADIOTAP_LENGTH_OFFSET)) & 0xffff;
    if (length < RADIOTAP_SMALLEST) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    boolean padded = headersArePadded(cursor, length);
    cursor.at += length;
    return frame(cursor, padded);
  }

  static int frame(Cursor cursor, boolean padded) {
    if (!cursor.has(LENGTH)) {
      return cursor.missing(LENGTH);
    }
    int control = cursor.unsignedByte(0);
    int flags = cursor.unsignedByte(1);
    boolean wholeInTheClear =
        (flags & (PROTECTED | MORE_FRAGMENTS)) == 0
            && (cursor.unsignedByte(SEQUENCE_CONTROL_OFFSET) & FRAGMENT_NUMBER) == 0;
    if ((control & TYPE) != TYPE_DATA || (control & SUBTYPE_NO_DATA) != 0 || !wholeInTheClear) {
      return cursor.stop(PacketKind.OTHER);
    }
    boolean relayed = (flags & BOTH_DISTRIBUTION_SYSTEMS) == BOTH_DISTRIBUTION_SYSTEMS;
    int length = LENGTH + (relayed ? ADDRESS_LENGTH : 0);
    if ((control & SUBTYPE_QOS) != 0) {
      if (!cursor.has(length + QOS_LENGTH)) {
        return cursor.missing(length + QOS_LENGTH);
      }
      if ((cursor.unsignedByte(length) & QOS_AGGREGATE) != 0) {
        return cursor.stop(PacketKind.OTHER);
      }
      length += QOS_LENGTH + ((flags & ORDER) != 0 ? HIGH_THROUGHPUT_LENGTH : 0);
    }
    length = padded ? length + 3 & ~3 : length;
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    cursor.at += length;
    return NextHeader.LLC;
  }

  private static boolean headersArePadded(Cursor cursor, int length) {
    int at = RADIOTAP_PRESENT_OFFSET;
    int present = Integer.reverseBytes(cursor.word(at));
    int first = present;
    at += Integer.BYTES;
    while ((present & RADIOTAP_MORE) != 0) {
      if (length - at < Integer.BYTES) {
        return false;
      }
      present = Integer.reverseBytes(cursor.word(at));
      at += Integer.BYTES;
    }
    if ((first & RADIOTAP_TSFT) != 0) {
      at = (at + Long.BYTES - 1 & -Long.BYTES) + Long.BYTES;
    }
    return (first & RADIOTAP_FLAGS) != 0
        && at < length
        && (cursor.unsignedByte(at) & RADIOTAP_PADDED) != 0;
  }
}
