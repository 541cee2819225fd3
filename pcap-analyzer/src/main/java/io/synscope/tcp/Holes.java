package io.synscope.tcp;

import io.synscope.wire.Sequence;

/**
 * Ranges of one direction that were skipped: data beyond them has been captured, they have not. At
 * most 32.
 */
final class Holes {
  private static final int LIMIT = 32;

  private final int[] start = new int[LIMIT];
  private final int[] end = new int[LIMIT];
  private int count;

  void open(int from, int to) {
    if (count < LIMIT) {
      start[count] = from;
      end[count++] = to;
    }
  }

  /** {@return whether this range lies, at least in part, in a hole; that part is closed} */
  boolean fill(int from, int to) {
    boolean filled = false;
    for (int i = 0; i < count; i++) {
      if (Sequence.before(from, end[i]) && Sequence.after(to, start[i])) {
        filled = true;
        i -= cut(i, from, to);
      }
    }
    return filled;
  }

  /** Takes [from, to) out of hole {@code i}. {@return 1 when the hole is gone, else 0} */
  private int cut(int i, int from, int to) {
    boolean left = Sequence.after(from, start[i]);
    boolean right = Sequence.before(to, end[i]);
    if (left && right) {
      open(to, end[i]);
      end[i] = from;
    } else if (left) {
      end[i] = from;
    } else if (right) {
      start[i] = to;
    } else {
      count--;
      start[i] = start[count];
      end[i] = end[count];
      return 1;
    }
    return 0;
  }

  /**
   * Forgets what lies before an acknowledged number.
   *
   * @return bytes of holes that were acknowledged without being captured
   */
  long acknowledged(int number) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      if (Sequence.before(start[i], number)) {
        int to = Sequence.before(end[i], number) ? end[i] : number;
        bytes += to - start[i];
        i -= cut(i, start[i], to);
      }
    }
    return bytes;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** {@return where the first hole begins; only when there is one} */
  int firstStart() {
    return start[firstIndex()];
  }

  /** {@return length of the first hole; 0 when there is none} */
  int firstLength() {
    return count == 0 ? 0 : end[firstIndex()] - start[firstIndex()];
  }

  private int firstIndex() {
    int first = 0;
    for (int i = 1; i < count; i++) {
      if (Sequence.before(start[i], start[first])) {
        first = i;
      }
    }
    return first;
  }
}
