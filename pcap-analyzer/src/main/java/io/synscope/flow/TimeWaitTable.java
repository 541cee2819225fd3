package io.synscope.flow;

import io.synscope.observation.Moment;

/**
 * Remembers which 4-tuples had a connection that is over and written out, as TIME-WAIT does at its
 * end (RFC 9293 3.3.2): a late segment of theirs begins no connection, and the next SYN begins
 * another incarnation.
 *
 * <p>A set-associative memory of fixed size: in each set of eight the one that ended first makes
 * room. The hash of the 4-tuple, 63 bits, stands for it.
 */
public final class TimeWaitTable {
  private static final int WAYS = 8;
  private static final int SETS = 1 << 11;

  private final long[] hashes = new long[WAYS * SETS]; // 0: empty
  private final long[] lastNanos = new long[WAYS * SETS];
  private final int[] incarnations = new int[WAYS * SETS];

  /** Remembers a connection that is over. */
  public void put(long hash, int incarnation, long nanos) {
    int slot = find(hash);
    if (slot < 0) {
      slot = oldest(firstOfSet(hash));
    }
    hashes[slot] = hash;
    lastNanos[slot] = nanos;
    incarnations[slot] = incarnation;
  }

  /**
   * {@return when the last segment of the connection that had this 4-tuple came, {@link
   * Moment#NEVER} if none is remembered}
   */
  public long lastNanos(long hash) {
    int slot = find(hash);
    return slot < 0 ? Moment.NEVER : lastNanos[slot];
  }

  /** {@return which incarnation a new connection of this 4-tuple is, the first being 0} */
  public int nextIncarnation(long hash) {
    int slot = find(hash);
    return slot < 0 ? 0 : incarnations[slot] + 1;
  }

  /** Forgets a 4-tuple: segments of it are not late. */
  public void remove(long hash) {
    int slot = find(hash);
    if (slot >= 0) {
      hashes[slot] = 0;
    }
  }

  private int find(long hash) {
    int first = firstOfSet(hash);
    for (int slot = first; slot < first + WAYS; slot++) {
      if (hashes[slot] == hash) {
        return slot;
      }
    }
    return -1;
  }

  private int oldest(int first) {
    int oldest = first;
    for (int slot = first; slot < first + WAYS; slot++) {
      if (hashes[slot] == 0) {
        return slot;
      }
      if (lastNanos[slot] < lastNanos[oldest]) {
        oldest = slot;
      }
    }
    return oldest;
  }

  private static int firstOfSet(long hash) {
    return ((int) (hash >>> 40) & (SETS - 1)) * WAYS;
  }
}
