package io.synscope.tcp;

import io.synscope.wire.Sequence;
import java.util.Arrays;

/**
 * Ranges of one direction that were sent and not yet acknowledged, with when and how often:
 * parallel arrays in order of first transmission.
 */
final class Outstanding {
  static final int NONE = -1;
  private static final int LIMIT = 4096;

  private int[] sequence = new int[4];
  private int[] length = new int[4];
  private int[] carried = new int[4];
  private long[] firstNanos = new long[4];
  private long[] lastNanos = new long[4];
  private long[] frame = new long[4];
  private int[] identification = new int[4];
  private short[] transmissions = new short[4];
  private boolean[] sacked = new boolean[4];
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

  void add(int atSequence, int bytes, long nanos, long atFrame, int id) {
    if (tail == sequence.length) {
      makeRoom();
    }
    sequence[tail] = atSequence;
    length[tail] = bytes;
    carried[tail] = bytes;
    firstNanos[tail] = nanos;
    lastNanos[tail] = nanos;
    frame[tail] = atFrame;
    identification[tail] = id;
    transmissions[tail] = 1;
    sacked[tail++] = false;
  }

  /** {@return index of the range that holds this sequence number, {@link #NONE} if none} */
  int find(int atSequence) {
    for (int i = tail - 1; i >= head; i--) {
      if (Sequence.atOrAfter(atSequence, sequence[i])
          && Sequence.before(atSequence, sequence[i] + length[i])) {
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
   */
  void split(int index, int bytes) {
    int rest = length[index] - bytes;
    length[index] = bytes;
    carried[index] = Math.min(carried[index], bytes);
    add(sequence[index] + bytes, rest, firstNanos[index], frame[index], identification[index]);
    lastNanos[tail - 1] = lastNanos[index];
  }

  void again(int index, long nanos, int id) {
    lastNanos[index] = nanos;
    identification[index] = id;
    if (transmissions[index] < Short.MAX_VALUE) {
      transmissions[index]++;
    }
  }

  /** The bytes from {@code from} on were sent again in a segment of this size. */
  void carriedAgain(int from, int bytes) {
    for (int i = head; i < tail; i++) {
      if (Sequence.before(sequence[i], from + bytes)
          && Sequence.after(sequence[i] + length[i], from)) {
        carried[i] = Math.min(carried[i], bytes);
      }
    }
  }

  void sack(int index) {
    sacked[index] = true;
  }

  int sequence(int index) {
    return sequence[index];
  }

  int length(int index) {
    return length[index];
  }

  /** {@return the smallest segment that carried bytes of this range} */
  int carried(int index) {
    return carried[index];
  }

  int endOf(int index) {
    return sequence[index] + length[index];
  }

  long firstNanos(int index) {
    return firstNanos[index];
  }

  long lastNanos(int index) {
    return lastNanos[index];
  }

  long frame(int index) {
    return frame[index];
  }

  int identification(int index) {
    return identification[index];
  }

  int transmissions(int index) {
    return transmissions[index];
  }

  boolean sacked(int index) {
    return sacked[index];
  }

  /** Slides the ranges to the front, or grows; beyond the limit the oldest half is forgotten. */
  private void makeRoom() {
    int size = tail - head;
    if (size >= LIMIT) {
      head += LIMIT / 2;
      size = tail - head;
    }
    int capacity = head > sequence.length / 2 ? sequence.length : sequence.length * 2;
    sequence = moved(sequence, capacity);
    length = moved(length, capacity);
    carried = moved(carried, capacity);
    identification = moved(identification, capacity);
    firstNanos = moved(firstNanos, capacity);
    lastNanos = moved(lastNanos, capacity);
    frame = moved(frame, capacity);
    short[] counts = new short[capacity];
    System.arraycopy(transmissions, head, counts, 0, size);
    transmissions = counts;
    boolean[] marks = new boolean[capacity];
    System.arraycopy(sacked, head, marks, 0, size);
    sacked = marks;
    head = 0;
    tail = size;
  }

  private int[] moved(int[] values, int capacity) {
    return Arrays.copyOf(Arrays.copyOfRange(values, head, tail), capacity);
  }

  private long[] moved(long[] values, int capacity) {
    return Arrays.copyOf(Arrays.copyOfRange(values, head, tail), capacity);
  }
}
