package io.synscope.redis;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pending requests of all connections: a connection has some only while it waits for an answer,
 * and how many may be remembered beyond the first of each is bounded for all together.
 */
final class Pendings {
  private final Deque<Pending> spare = new ArrayDeque<>();
  private final Pending none = new Pending(this);
  private int left;

  Pendings(int slots) {
    left = slots;
  }

  /** {@return no requests; not to be added to} */
  Pending none() {
    return none;
  }

  /** {@return an empty one to add to} */
  Pending take() {
    Pending last = spare.pollLast();
    return last == null ? new Pending(this) : last;
  }

  /** Nothing is outstanding any more. */
  void giveBack(Pending empty) {
    spare.addLast(empty);
  }

  /** {@return whether so many slots more may be used} */
  boolean grant(int slots) {
    for (Pending unused : spare) {
      if (left >= slots) {
        break;
      }
      left += unused.shrink();
    }
    if (slots > left) {
      return false;
    }
    left -= slots;
    return true;
  }
}
