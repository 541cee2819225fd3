package io.synscope.redis;

/**
 * How many requests may be remembered beyond the first of each connection, all connections
 * together.
 */
final class SlotBudget {
  private int left;

  SlotBudget(int slots) {
    left = slots;
  }

  boolean take(int slots) {
    if (slots > left) {
      return false;
    }
    left -= slots;
    return true;
  }

  void give(int slots) {
    left += slots;
  }
}
