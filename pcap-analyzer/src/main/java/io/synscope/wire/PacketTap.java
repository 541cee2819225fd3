package io.synscope.wire;

/**
 * The header that macOS puts before frames of {@code tcpdump -i any} and {@code -i pktap}.
 *
 * <pre>
 *  0               4              8                   12               36      40
 * +---------------+--------------+-------------------+----------------+-------+-----------------------
 * | header length | next header  | link type (DLT)   | interface (24) | flags | family, lengths, process
 * +---------------+--------------+-------------------+----------------+-------+-----------------------
 * </pre>
 *
 * <p>All in the capturing host's order, which is little-endian on every Mac of today.
 */
final class PacketTap {
  private static final int NEXT_OFFSET = 4;
  private static final int LINK_OFFSET = 8;
  private static final int FLAGS_OFFSET = 36;
  private static final int SMALLEST = 40;

  private static final int FRAME_FOLLOWS = 1; // PTH_TYPE_PACKET
  private static final int INBOUND = 1; // PTH_FLAG_DIR_IN
  private static final int OUTBOUND = 2; // PTH_FLAG_DIR_OUT

  private PacketTap() {}

  static int header(Cursor cursor) {
    if (!cursor.has(SMALLEST)) {
      return cursor.missing(SMALLEST);
    }
    int length = Integer.reverseBytes(cursor.word(0));
    if (length < SMALLEST) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    if (!cursor.has(length)) {
      return cursor.missing(length);
    }
    int next = Integer.reverseBytes(cursor.word(NEXT_OFFSET));
    int link = Integer.reverseBytes(cursor.word(LINK_OFFSET));
    cursor.packet.direction = direction(Integer.reverseBytes(cursor.word(FLAGS_OFFSET)));
    cursor.at += length;
    return next == FRAME_FOLLOWS ? LinkType.of(link).firstHeader() : cursor.stop(PacketKind.OTHER);
  }

  private static FrameDirection direction(int flags) {
    return switch (flags & (INBOUND | OUTBOUND)) {
      case INBOUND -> FrameDirection.INBOUND;
      case OUTBOUND -> FrameDirection.OUTBOUND;
      default -> FrameDirection.UNKNOWN;
    };
  }
}
