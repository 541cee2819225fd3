package io.synscope.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** One IP packet whose fragments are being collected. */
final class Datagram {
  /** The longest payload that IP can fragment. */
  static final int MAX_LENGTH = 65_535;

  /** What a fragment did to the packet. */
  enum Progress {
    /** Others are missing. */
    WAITING,
    /** That was the last missing one. */
    COMPLETE,
    /**
     * It overlaps another one, or ends where another one said that it goes on (RFC 5722 3: the
     * whole is dropped).
     */
    CONTRADICTION
  }

  /** Room before the payload for the IP header of the first fragment. */
  private static final int HEADER_ROOM = 64;

  private static final int BLOCK = 8; // fragments begin at multiples of 8 bytes
  private static final int FIRST_SIZE = 4096;
  private static final int UNKNOWN = -1;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  boolean inUse;
  long firstNanos;

  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int identification;
  private int protocol;
  private final long[] received = new long[MAX_LENGTH / BLOCK / Long.SIZE + 1];
  private ByteBuffer whole = NOTHING;
  private int receivedBytes;
  private int total;
  private int headerLength;
  private int firstCut;

  void begin(Packet packet, int identification, int protocol) {
    inUse = true;
    firstNanos = packet.nanos;
    sourceHigh = packet.sourceHigh;
    sourceLow = packet.sourceLow;
    destinationHigh = packet.destinationHigh;
    destinationLow = packet.destinationLow;
    this.identification = identification;
    this.protocol = protocol;
    Arrays.fill(received, 0);
    whole = ByteBuffer.allocate(FIRST_SIZE);
    receivedBytes = 0;
    total = UNKNOWN;
    headerLength = 0;
    firstCut = Integer.MAX_VALUE;
  }

  void release() {
    inUse = false;
    whole = NOTHING;
  }

  boolean holds(Packet packet, int identification, int protocol) {
    return this.identification == identification
        && this.protocol == protocol
        && sourceLow == packet.sourceLow
        && destinationLow == packet.destinationLow
        && sourceHigh == packet.sourceHigh
        && destinationHigh == packet.destinationHigh;
  }

  Progress add(Cursor cursor, int offset, int length, boolean more, int headerLength) {
    int end = offset + length;
    int known = alreadyReceived(offset, end);
    if (known == blocks(offset, end)) {
      return Progress.WAITING; // captured twice
    }
    if (known > 0 || contradicts(end, more)) {
      return Progress.CONTRADICTION;
    }
    if (!more) {
      total = end;
    }
    mark(offset, end);
    receivedBytes += length;
    copy(cursor, offset, length);
    if (offset == 0) {
      copyHeader(cursor, headerLength);
    }
    return total == receivedBytes ? Progress.COMPLETE : Progress.WAITING;
  }

  /** Makes the whole packet what the cursor reads, as if it had never been cut to pieces. */
  void moveTo(Cursor cursor) {
    Packet packet = cursor.packet;
    int ip = HEADER_ROOM - headerLength;
    cursor.outermostIp = ip - (packet.ipOffset - cursor.outermostIp);
    cursor.bytes = whole;
    cursor.at = HEADER_ROOM;
    cursor.wireEnd = HEADER_ROOM + total;
    cursor.limit = HEADER_ROOM + Math.min(total, firstCut);
    packet.bytes = whole;
    packet.ipOffset = ip;
    packet.ipLength = headerLength + total;
  }

  private boolean contradicts(int end, boolean more) {
    return total != UNKNOWN && (end > total || !more) || !more && highestBlock() > blocks(0, end);
  }

  private void copy(Cursor cursor, int offset, int length) {
    int captured = Math.max(0, Math.min(length, cursor.limit - cursor.at));
    grow(HEADER_ROOM + offset + length);
    whole.put(HEADER_ROOM + offset, cursor.bytes, cursor.at, captured);
    if (captured < length) {
      firstCut = Math.min(firstCut, offset + captured);
    }
  }

  private void copyHeader(Cursor cursor, int length) {
    headerLength = length;
    whole.put(HEADER_ROOM - length, cursor.bytes, cursor.packet.ipOffset, length);
  }

  private void grow(int size) {
    if (size > whole.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(size, 2 * whole.capacity()));
      larger.put(0, whole, 0, whole.capacity());
      whole = larger;
    }
  }

  private int alreadyReceived(int from, int to) {
    int count = 0;
    for (int block = from / BLOCK; block < blocks(0, to); block++) {
      count += (int) (received[block / Long.SIZE] >>> block % Long.SIZE & 1);
    }
    return count;
  }

  private void mark(int from, int to) {
    for (int block = from / BLOCK; block < blocks(0, to); block++) {
      received[block / Long.SIZE] |= 1L << block % Long.SIZE;
    }
  }

  private int highestBlock() {
    for (int i = received.length - 1; i >= 0; i--) {
      if (received[i] != 0) {
        return i * Long.SIZE + Long.SIZE - Long.numberOfLeadingZeros(received[i]);
      }
    }
    return 0;
  }

  private static int blocks(int from, int to) {
    return (to - from + BLOCK - 1) / BLOCK;
  }
}
