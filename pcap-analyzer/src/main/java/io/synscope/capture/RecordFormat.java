package io.synscope.capture;

import io.synscope.wire.FrameDirection;
import io.synscope.wire.LinkType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One file format as a cursor over records: each {@link #next} reads one and leaves what it found
 * in the fields.
 */
abstract class RecordFormat {
  /** The record reaches beyond the window; {@link #needed} says how long it is. */
  static final int INCOMPLETE = 0;

  /** The bytes cannot be a record; {@link #damage} says why. Nothing behind them can be trusted. */
  static final int DAMAGED = -1;

  /**
   * libpcap's and Wireshark's limit (MAXIMUM_SNAPLEN): a record that claims to have captured more
   * is damage.
   */
  static final int MAX_CAPTURED = 262_144;

  /** Whether the record is a frame; others only change what follows. */
  boolean frame;

  /** Frames so far, this one included: the number that Wireshark shows. */
  long number;

  long nanos;

  /** Frames so far that have no time of their own; they bear that of the frame before. */
  long withoutTime;

  int frameOffset;
  int capturedLength;
  int originalLength;
  LinkType link = LinkType.UNSUPPORTED;
  int linkNumber;
  int snapLength;
  int interfaceId;
  FrameDirection direction = FrameDirection.UNKNOWN;

  int needed;
  String damage = "";

  /**
   * Reads the record at {@code at}.
   *
   * @return its length, which may reach beyond {@code limit} where the rest is to be skipped; or
   *     {@link #INCOMPLETE}, or {@link #DAMAGED}
   */
  abstract int next(ByteBuffer window, int at, int limit);

  /**
   * {@return the format's name and variant for the report, such as "pcap, microseconds,
   * little-endian"}
   */
  abstract String describe();

  /** {@return packets that the capture itself says it lost, or -1 where it does not say} */
  abstract long dropped();

  /** {@return what was odd about records that could be read nevertheless, one sentence each} */
  abstract List<String> remarks();

  final int incomplete(int length) {
    needed = length;
    return INCOMPLETE;
  }

  final int damaged(String what) {
    damage = what;
    return DAMAGED;
  }
}
