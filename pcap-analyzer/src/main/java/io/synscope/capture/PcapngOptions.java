package io.synscope.capture;

import io.synscope.wire.FrameDirection;
import java.nio.ByteBuffer;

/**
 * The options at the end of one block: those few that change how packets are read. Reused.
 *
 * <pre>
 * +------+--------+--------------------------+
 * | code | length | value, padded to 32 bits |   ... until code 0, or the end of the block
 * +------+--------+--------------------------+
 * </pre>
 */
final class PcapngOptions {
  /** Header of one option. */
  static final int SMALLEST = 4;

  private static final int END = 0;
  private static final int PACKET_FLAGS = 2;
  private static final int PACKET_DROP_COUNT = 4;
  private static final int STATISTICS_INTERFACE_DROPPED = 5;
  private static final int STATISTICS_SYSTEM_DROPPED = 7;
  private static final int INTERFACE_RESOLUTION = 9;
  private static final int INTERFACE_TIME_OFFSET = 14;

  private static final int MICROSECONDS = 6;
  private static final int DIRECTION_MASK = 3;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;

  private boolean littleEndian;
  private int flags;
  private long value4;
  private long value5;
  private long value7;
  private int resolution;
  private long offsetSeconds;

  /**
   * Reads the list; one that does not end, or whose lengths lead outside, is read as far as it
   * makes sense.
   */
  void read(ByteBuffer window, int from, int to, boolean littleEndian) {
    this.littleEndian = littleEndian;
    flags = 0;
    value4 = 0;
    value5 = PcapngInterface.UNKNOWN;
    value7 = PcapngInterface.UNKNOWN;
    resolution = MICROSECONDS;
    offsetSeconds = 0;
    int at = from;
    while (to - at >= SMALLEST) {
      int code = order16(window.getShort(at));
      int length = order16(window.getShort(at + 2));
      if (code == END || length > to - at - SMALLEST) {
        return;
      }
      take(window, at + SMALLEST, code, length);
      at += SMALLEST + (length + 3 & ~3);
    }
  }

  /** {@return of a packet: which way it went} */
  FrameDirection direction() {
    return switch (flags & DIRECTION_MASK) {
      case INBOUND -> FrameDirection.INBOUND;
      case OUTBOUND -> FrameDirection.OUTBOUND;
      default -> FrameDirection.UNKNOWN;
    };
  }

  /** {@return of a packet: how many were lost between the one before and this one} */
  long droppedBefore() {
    return value4;
  }

  /**
   * {@return of a statistics block: packets lost by the interface and by the system, or UNKNOWN}
   */
  long dropped() {
    if (value5 < 0 && value7 < 0) {
      return PcapngInterface.UNKNOWN;
    }
    return Math.max(0, value5) + Math.max(0, value7);
  }

  /** {@return of an interface: the unit and offset of its timestamps} */
  TimestampResolution resolution() {
    return resolution == MICROSECONDS && offsetSeconds == 0
        ? TimestampResolution.MICROSECONDS
        : new TimestampResolution(resolution, offsetSeconds);
  }

  private void take(ByteBuffer window, int at, int code, int length) {
    if (code == PACKET_FLAGS && length == Integer.BYTES) {
      int word = window.getInt(at);
      flags = littleEndian ? Integer.reverseBytes(word) : word;
    } else if (code == INTERFACE_RESOLUTION && length == 1) {
      resolution = window.get(at) & 0xff;
    } else if (length == Long.BYTES) {
      long word = window.getLong(at);
      takeLong(code, littleEndian ? Long.reverseBytes(word) : word);
    }
  }

  private void takeLong(int code, long value) {
    switch (code) {
      case PACKET_DROP_COUNT -> value4 = bounded(value);
      case STATISTICS_INTERFACE_DROPPED -> value5 = bounded(value);
      case STATISTICS_SYSTEM_DROPPED -> value7 = bounded(value);
      case INTERFACE_TIME_OFFSET -> offsetSeconds = value;
      default -> {}
    }
  }

  /** All ones means "not known" with some writers; sums must not overflow either. */
  private static long bounded(long counter) {
    return counter < 0 || counter > Integer.MAX_VALUE * 1000L ? 0 : counter;
  }

  private int order16(short value) {
    return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
  }
}
