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
  private static final int MAJOR_OFFSET = 4;
  private static final int MINOR_OFFSET = 6;
  private static final int SNAP_LENGTH_OFFSET = 16;
  private static final int LINK_OFFSET = 20;

  private static final int TIME_OFFSET = 0;
  private static final int LENGTHS_OFFSET = 8;
  private static final int SHORTEST_RECORD_HEADER = 16;

  private static final int LINK_MASK = 0xffff; // above: length of a captured FCS
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long WORD = 0xffff_ffffL;

  /**
   * So many records in a row must make sense before a record header of unusual length is believed.
   */
  private static final int CONVINCING_RECORDS = 3;

  private static final int AIX_ETHERNET =
      6; // AIX writes version 2.2, ifType numbers, and nanoseconds
  private static final int AIX_MINOR = 2;

  private final PcapMagic magic;
  private final boolean littleEndian;
  private final boolean lengthsSwapped;
  private final int fractionNanos;
  private final int fractionLimit;
  private int recordHeaderLength;
  private long beyondSecond;

  /** Reads the file header, whose magic was recognised and which is there as a whole. */
  PcapFormat(PcapMagic magic, boolean littleEndian, ByteBuffer header) {
    this.magic = magic;
    this.littleEndian = littleEndian;
    int major = order16(header.getShort(MAJOR_OFFSET));
    int minor = order16(header.getShort(MINOR_OFFSET));
    lengthsSwapped =
        major == 2 && minor < 4; // before 2.4 the two lengths stood the other way round, sometimes
    linkNumber = order(header.getInt(LINK_OFFSET)) & LINK_MASK;
    boolean aix = major == 2 && minor == AIX_MINOR && linkNumber == AIX_ETHERNET;
    linkNumber = aix ? LinkType.ETHERNET.number() : linkNumber;
    link = LinkType.of(linkNumber);
    snapLength = order(header.getInt(SNAP_LENGTH_OFFSET));
    fractionNanos = aix ? 1 : magic.fractionNanos();
    fractionLimit = (int) (NANOS_PER_SECOND / fractionNanos);
  }

  @Override
  int next(ByteBuffer window, int at, int limit) {
    if (recordHeaderLength == 0) {
      recordHeaderLength = guessRecordHeaderLength(window, at, limit);
    }
    if (limit - at < recordHeaderLength) {
      return incomplete(recordHeaderLength);
    }
    long lengths = lengths(window, at);
    int captured = (int) (lengths >>> Integer.SIZE);
    if (Integer.compareUnsigned(captured, MAX_CAPTURED) > 0) {
      return damaged("a record claims " + Integer.toUnsignedString(captured) + " captured bytes");
    }
    int length = recordHeaderLength + captured;
    if (limit - at < length) {
      return incomplete(length);
    }
    long time = pair(window, at + TIME_OFFSET);
    long fraction = time & WORD;
    if (fraction >= fractionLimit) {
      beyondSecond++;
    }
    frame = true;
    number++;
    nanos = (time >>> Integer.SIZE) * NANOS_PER_SECOND + fraction * fractionNanos;
    frameOffset = at + recordHeaderLength;
    capturedLength = captured;
    originalLength = Math.max(captured, (int) lengths);
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
    return CaptureQuality.UNKNOWN;
  }

  @Override
  String describe() {
    return magic.title() + (littleEndian ? ", little-endian" : ", big-endian");
  }

  /** Takes the first length under which all records in sight make sense, or the usual one. */
  private int guessRecordHeaderLength(ByteBuffer window, int at, int limit) {
    for (int candidate : magic.recordHeaderLengths()) {
      if (makesSense(candidate, window, at, limit)) {
        return candidate;
      }
    }
    return magic.recordHeaderLengths().get(0);
  }

  private boolean makesSense(int headerLength, ByteBuffer window, int first, int limit) {
    int at = first;
    for (int records = 0; records < CONVINCING_RECORDS; records++) {
      if (limit - at < SHORTEST_RECORD_HEADER) {
        return true;
      }
      long lengths = lengths(window, at);
      int captured = (int) (lengths >>> Integer.SIZE);
      boolean possible =
          captured >= 0
              && captured <= MAX_CAPTURED
              && captured <= (int) lengths
              && (pair(window, at + TIME_OFFSET) & WORD) < fractionLimit;
      if (!possible) {
        return false;
      }
      at += headerLength + captured;
    }
    return true;
  }

  private long lengths(ByteBuffer window, int at) {
    long lengths = pair(window, at + LENGTHS_OFFSET);
    boolean swapped =
        lengthsSwapped && Long.compareUnsigned(lengths >>> Integer.SIZE, lengths & WORD) > 0;
    return swapped ? Long.rotateLeft(lengths, Integer.SIZE) : lengths;
  }

  /** {@return two 32-bit fields in the host's order, the first one in the upper half} */
  private long pair(ByteBuffer window, int at) {
    long both = window.getLong(at);
    return littleEndian ? Long.rotateLeft(Long.reverseBytes(both), Integer.SIZE) : both;
  }

  private int order(int value) {
    return littleEndian ? Integer.reverseBytes(value) : value;
  }

  private int order16(short value) {
    return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
  }
}
