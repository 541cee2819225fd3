package io.synscope.tcp;

import io.synscope.wire.Sequence;

/**
 * Ranges of one direction that were sent and not yet acknowledged, with when and how often, in
 * order of first transmission.
 *
 * <p>One array of longs, five for a range: a healthy connection has one range outstanding, and then
 * all of it lies in one cache line. The cost of analysis is the first touch of memory, not what is
 * done with it.
 */
final class Outstanding {
  static final int NONE = -1;
  private static final int LIMIT = 4096;
  private static final int LONGS = 5;
  private static final int RANGE = 0; // sequence number, length
  private static final int FIRST = 1; // nanoseconds of the first transmission
  private static final int LAST = 2; // nanoseconds of the last transmission
  private static final int FRAME = 3;
  private static final int STATE = 4; // identification, transmissions, SACKed, smallest segment
  private static final int TRANSMISSIONS_SHIFT = 16;
  private static final long ONE_TRANSMISSION = 1L << TRANSMISSIONS_SHIFT;
  private static final int TRANSMISSIONS_LIMIT = 0x7fff;
  private static final long SACKED = 1L << 32;
  private static final int CARRIED_SHIFT = 33;
  private static final long BELOW_CARRIED = (1L << CARRIED_SHIFT) - 1;

  private static final long[] NOTHING = {};

  private long[] ranges = NOTHING;
  private int head;
  private int tail;

  boolean isEmpty() {
    return head == tail;
  }

  int size() {
    return tail - head;
  }

  int first() {
    return head;
  }

  int end() {
    return tail;
  }

  /** Adds a range behind the others; beyond the limit the oldest half is forgotten. */
  void add(int sequence, int bytes, long nanos, long frame, int identification) {
    if (size() >= LIMIT) {
      head += LIMIT / 2;
    }
    reserve();
    int at = tail++ * LONGS;
    ranges[at + RANGE] = range(sequence, bytes);
    ranges[at + FIRST] = nanos;
    ranges[at + LAST] = nanos;
    ranges[at + FRAME] = frame;
    ranges[at + STATE] = (long) bytes << CARRIED_SHIFT | ONE_TRANSMISSION | identification;
  }

  private static long range(int sequence, int bytes) {
    return (long) sequence << 32 | bytes & 0xffff_ffffL;
  }

  /** {@return index of the range that holds this sequence number, {@link #NONE} if none} */
  int find(int sequence) {
    for (int i = tail - 1; i >= head; i--) {
      if (Sequence.atOrAfter(sequence, sequence(i)) && Sequence.before(sequence, endOf(i))) {
        return i;
      }
    }
    return NONE;
  }

  /** Drops the oldest range. */
  void drop() {
    if (++head == tail) {
      head = 0;
      tail = 0;
    }
  }

  /**
   * Cuts a range after its first {@code bytes}; what is left becomes a range of its own with the
   * same history.
   *
   * @return the index of the first part, which may have moved
   */
  int split(int index, int bytes) {
    if (size() >= LIMIT) {
      return index;
    }
    int part = index - reserve();
    int rest = length(part) - bytes;
    ranges[part * LONGS + RANGE] = range(sequence(part), bytes);
    carry(part, bytes);
    add(sequence(part) + bytes, rest, firstNanos(part), frame(part), identification(part));
    ranges[(tail - 1) * LONGS + LAST] = lastNanos(part);
    return part;
  }

  void again(int index, long nanos, int identification) {
    int at = index * LONGS;
    ranges[at + LAST] = nanos;
    long state = ranges[at + STATE] & ~0xffffL | identification;
    ranges[at + STATE] =
        transmissions(index) < TRANSMISSIONS_LIMIT ? state + ONE_TRANSMISSION : state;
  }

  /** The bytes from {@code from} on were sent again in a segment of this size. */
  void carriedAgain(int from, int bytes) {
    for (int i = head; i < tail; i++) {
      if (Sequence.before(sequence(i), from + bytes) && Sequence.after(endOf(i), from)) {
        carry(i, bytes);
      }
    }
  }

  private void carry(int index, int bytes) {
    if (bytes < carried(index)) {
      int at = index * LONGS + STATE;
      ranges[at] = (long) bytes << CARRIED_SHIFT | ranges[at] & BELOW_CARRIED;
    }
  }

  /** {@return the smallest segment that carried bytes of this range} */
  int carried(int index) {
    return (int) (ranges[index * LONGS + STATE] >>> CARRIED_SHIFT);
  }

  /**
   * What lies between these numbers has arrived.
   *
   * @return bytes of the largest segment that carried such a range; 0 where that was known
   */
  int sack(int left, int right) {
    int largest = 0;
    for (int i = head; i < tail; i++) {
      if (!sacked(i)
          && Sequence.atOrAfter(sequence(i), left)
          && Sequence.atOrBefore(endOf(i), right)) {
        ranges[i * LONGS + STATE] |= SACKED;
        largest = Math.max(largest, carried(i));
      }
    }
    return largest;
  }

  int sequence(int index) {
    return (int) (ranges[index * LONGS + RANGE] >>> 32);
  }

  int length(int index) {
    return (int) ranges[index * LONGS + RANGE];
  }

  int endOf(int index) {
    return sequence(index) + length(index);
  }

  long firstNanos(int index) {
    return ranges[index * LONGS + FIRST];
  }

  long lastNanos(int index) {
    return ranges[index * LONGS + LAST];
  }

  long frame(int index) {
    return ranges[index * LONGS + FRAME];
  }

  int identification(int index) {
    return (int) ranges[index * LONGS + STATE] & 0xffff;
  }

  int transmissions(int index) {
    return (int) (ranges[index * LONGS + STATE] >>> TRANSMISSIONS_SHIFT) & TRANSMISSIONS_LIMIT;
  }

  boolean sacked(int index) {
    return (ranges[index * LONGS + STATE] & SACKED) != 0;
  }

  /**
   * Makes sure that one more range fits.
   *
   * @return by how much all indices became smaller
   */
  private int reserve() {
    if ((tail + 1) * LONGS <= ranges.length) {
      return 0;
    }
    int before = head;
    makeRoom();
    return before;
  }

  /** Slides the ranges to the front, or grows. */
  private void makeRoom() {
    int size = size();
    boolean slides = head > tail / 2;
    long[] target = slides ? ranges : new long[Math.max(ranges.length * 2, LONGS)];
    System.arraycopy(ranges, head * LONGS, target, 0, size * LONGS);
    ranges = target;
    head = 0;
    tail = size;
  }
}
