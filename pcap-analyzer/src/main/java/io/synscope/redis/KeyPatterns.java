package io.synscope.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key patterns that were seen, and how the exchanges about each fared. */
final class KeyPatterns {
  /** Id of the pattern that stands for all beyond the bound. */
  static final int OTHERS = 1;

  static final String OTHERS_NAME = "(others)";
  private static final int MAX_PATTERNS = 4096;
  private static final int SLOTS = 4 * MAX_PATTERNS;

  private final boolean showKeys;
  private final long[] hashes = new long[SLOTS];
  private final short[] ids = new short[SLOTS];
  private final @Nullable Tally[] tallies = new Tally[MAX_PATTERNS];
  private final List<String> names = new ArrayList<>();

  KeyPatterns(boolean showKeys) {
    this.showKeys = showKeys;
    add("");
    add(OTHERS_NAME);
  }

  /** {@return the id of the pattern of this key} */
  int idOf(ByteBuffer in, int from, int to) {
    long hash = KeyPattern.of(in, from, to);
    int slot = (int) hash & SLOTS - 1;
    while (hashes[slot] != 0) {
      if (hashes[slot] == hash) {
        return ids[slot];
      }
      slot = slot + 1 & SLOTS - 1;
    }
    if (names.size() >= MAX_PATTERNS) {
      return OTHERS;
    }
    hashes[slot] = hash;
    ids[slot] = (short) names.size();
    return add(showKeys ? KeyPattern.text(in, from, to) : String.format("#%012x", hash >>> 16));
  }

  private int add(String name) {
    names.add(name);
    tallies[names.size() - 1] = new Tally();
    return names.size() - 1;
  }

  Tally tally(int id) {
    return Objects.requireNonNull(tallies[id]);
  }

  String name(int id) {
    return names.get(id);
  }

  int size() {
    return names.size();
  }

  /** Adds what another analysis saw. */
  void merge(KeyPatterns other) {
    for (int id = OTHERS; id < other.size(); id++) {
      tally(named(other.names.get(id), other)).add(other.tally(id));
    }
  }

  private int named(String name, KeyPatterns other) {
    int id = names.indexOf(name);
    if (id >= 0) {
      return id;
    }
    if (names.size() >= MAX_PATTERNS) {
      return OTHERS;
    }
    int slot = other.slotOf(other.names.indexOf(name));
    int free = (int) other.hashes[slot] & SLOTS - 1;
    while (hashes[free] != 0) {
      free = free + 1 & SLOTS - 1;
    }
    hashes[free] = other.hashes[slot];
    ids[free] = (short) names.size();
    return add(name);
  }

  private int slotOf(int id) {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (hashes[slot] != 0 && ids[slot] == id) {
        return slot;
      }
    }
    throw new IllegalStateException("pattern without a hash: " + id);
  }
}
