package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.wire.Sequence;

/**
 * Ranges of one direction that were skipped: data beyond them has been captured, they have not. At
 * most 32.
 */
final class Holes {
  private static final int LIMIT = 32;

  private final int[] start = new int[LIMIT];
  private final int[] end = new int[LIMIT];
  private final long[] openedNanos = new long[LIMIT];
  private int count;

  /** Data beyond [from, to) have been seen, these have not. */
  void open(int from, int to, long nanos) {
    if (count < LIMIT) {
      openedNanos[count] = nanos;
      start[count] = from;
      end[count++] = to;
    }
  }

  /**
   * Closes what of this range lies in a hole.
   *
   * @return when that hole opened; {@code Moment.NEVER} when the range lies in none
   */
  long fill(int from, int to) {
    long opened = Moment.NEVER;
    for (int i = 0; i < count; i++) {
      if (Sequence.before(from, end[i]) && Sequence.after(to, start[i])) {
        opened = openedNanos[i];
        i -= cut(i, from, to);
      }
    }
    return opened;
  }

  /** Takes [from, to) out of hole {@code i}. {@return 1 when the hole is gone, else 0} */
  private int cut(int i, int from, int to) {
    boolean left = Sequence.after(from, start[i]);
    boolean right = Sequence.before(to, end[i]);
    if (left && right) {
      open(to, end[i], openedNanos[i]);
      end[i] = from;
    } else if (left) {
      end[i] = from;
    } else if (right) {
      start[i] = to;
    } else {
      count--;
      start[i] = start[count];
      end[i] = end[count];
      openedNanos[i] = openedNanos[count];
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
