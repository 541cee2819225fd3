package io.synscope.testkit.generate;

import java.util.Arrays;

/** The next thing to happen: a binary heap of times with the number of the conversation. */
final class EventQueue {
  private static final int SLOT_BITS = 20;

  private long[] heap = new long[1024];
  private int size;

  void add(long nanos, int slot) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    long event = nanos << SLOT_BITS | slot;
    int at = size++;
    while (at > 0 && heap[(at - 1) / 2] > event) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = event;
  }

  /** {@return when the next thing happens} */
  long soonest() {
    return nanos(heap[0]);
  }

  long next() {
    long first = heap[0];
    long last = heap[--size];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return first;
  }

  static long nanos(long event) {
    return event >>> SLOT_BITS;
  }

  static int slot(long event) {
    return (int) event & (1 << SLOT_BITS) - 1;
  }
}
