package io.synscope.capture;

import io.synscope.wire.LinkType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The classic format of tcpdump and libpcap.
 *
 * <pre>
 *  0       4               8               16         20
 * +-------+-------+-------+---------------+----------+-----------+
 * | magic | major | minor | zone, sigfigs | snap len | link type |   file header, 24 bytes
 * +-------+-------+-------+---------------+----------+-----------+
 * | seconds | micro- or nanoseconds | captured | original | bytes   each record
 * +---------+-----------------------+----------+----------+------
 * </pre>
 */
final class PcapFormat extends RecordFormat {
  static final int FILE_HEADER_LENGTH = 24;

  private static final int MAJOR_OFFSET = 4;
  private static final int MINOR_OFFSET = 6;
  private static final int SNAP_LENGTH_OFFSET = 16;
  private static final int LINK_OFFSET = 20;

  private static final int SECONDS_OFFSET = 0;
  private static final int FRACTION_OFFSET = 4;
  private static final int CAPTURED_OFFSET = 8;
  private static final int ORIGINAL_OFFSET = 12;

  private static final int LINK_MASK = 0xffff; // above: length of a captured FCS
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PcapMagic magic;
  private final boolean littleEndian;
  private final boolean lengthsSwapped;
  private final int recordHeaderLength;
  private final int fractionNanos;
  private final int fractionLimit;
  private long beyondSecond;

  /** Reads the file header, whose magic was recognised and whose 24 bytes are there. */
  PcapFormat(PcapMagic magic, boolean littleEndian, ByteBuffer header) {
    this.magic = magic;
    this.littleEndian = littleEndian;
    recordHeaderLength = magic.recordHeaderLength();
    fractionNanos = magic.fractionNanos();
    snapLength = order(header.getInt(SNAP_LENGTH_OFFSET));
    fractionLimit = (int) (NANOS_PER_SECOND / fractionNanos);
    linkNumber = order(header.getInt(LINK_OFFSET)) & LINK_MASK;
    link = LinkType.of(linkNumber);
    int major = order16(header.getShort(MAJOR_OFFSET));
    int minor = order16(header.getShort(MINOR_OFFSET));
    lengthsSwapped =
        major == 2 && minor < 4; // before 2.4 the two lengths stood the other way round, sometimes
  }

  @Override
  int next(ByteBuffer window, int at, int limit) {
    if (limit - at < recordHeaderLength) {
      return incomplete(recordHeaderLength);
    }
    int captured = order(window.getInt(at + CAPTURED_OFFSET));
    int original = order(window.getInt(at + ORIGINAL_OFFSET));
    if (lengthsSwapped && Integer.compareUnsigned(captured, original) > 0) {
      int swap = captured;
      captured = original;
      original = swap;
    }
    if (Integer.compareUnsigned(captured, MAX_CAPTURED) > 0) {
      return damaged("a record claims " + Integer.toUnsignedString(captured) + " captured bytes");
    }
    int length = recordHeaderLength + captured;
    if (limit - at < length) {
      return incomplete(length);
    }
    long seconds = order(window.getInt(at + SECONDS_OFFSET)) & 0xffff_ffffL;
    long fraction = order(window.getInt(at + FRACTION_OFFSET)) & 0xffff_ffffL;
    if (fraction >= fractionLimit) {
      beyondSecond++;
    }
    frame = true;
    number++;
    nanos = seconds * NANOS_PER_SECOND + fraction * fractionNanos;
    frameOffset = at + recordHeaderLength;
    capturedLength = captured;
    originalLength = original < captured ? Math.max(captured, 0) : original;
    return length;
  }

  @Override
  List<String> remarks() {
    return beyondSecond == 0
        ? List.of()
        : List.of(beyondSecond + " packets are stamped with more than a second behind the second");
  }

  @Override
  long dropped() {
    return -1;
  }

  @Override
  String describe() {
    return magic.title() + (littleEndian ? ", little-endian" : ", big-endian");
  }

  private int order(int value) {
    return littleEndian ? Integer.reverseBytes(value) : value;
  }

  private int order16(short value) {
    return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
  }
}
