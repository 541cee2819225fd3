package io.synscope.flow;

import io.synscope.wire.Packet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Flows by 4-tuple: open addressing with linear probing, hashes beside references, no allocation on
 * look-up.
 *
 * @param <F> what is kept for a flow
 */
public final class FlowTable<F extends Flow> {
  private static final int INITIAL_SLOTS = 1024;

  private long[] hashes = new long[INITIAL_SLOTS];
  private @Nullable Flow[] flows = new Flow[INITIAL_SLOTS];
  private int size;
  private int clockHand;

  /** {@return how many flows are kept} */
  public int size() {
    return size;
  }

  /** {@return the flow that the packet belongs to, or null} */
  @SuppressWarnings("unchecked") // only F is ever put
  public @Nullable F find(Packet packet, long hash) {
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; hashes[slot] != 0; slot = (slot + 1) & mask) {
      Flow flow = flows[slot];
      if (hashes[slot] == hash && flow != null && flow.carries(packet)) {
        return (F) flow;
      }
    }
    return null;
  }

  /** {@return the flow between these endpoints, in either order, or null} */
  @SuppressWarnings("unchecked") // only F is ever put
  public @Nullable F find(FlowKey key) {
    long hash = key.hash();
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; hashes[slot] != 0; slot = (slot + 1) & mask) {
      Flow flow = flows[slot];
      if (hashes[slot] == hash && flow != null && flow.carries(key)) {
        return (F) flow;
      }
    }
    return null;
  }

  /** Touches the home slot of a hash, so that independent misses of a batch overlap. */
  public long touch(long hash) {
    return hashes[(int) hash & (hashes.length - 1)];
  }

  /** Adds a flow that is not in the table. */
  public void put(F flow) {
    if (++size > hashes.length - (hashes.length >> 2)) {
      grow();
    }
    place(flow.hash(), flow);
  }

  /**
   * Removes a flow.
   *
   * @return whether it was in the table
   */
  @SuppressWarnings("ReferenceEquality") // this very flow
  public boolean remove(F flow) {
    int mask = hashes.length - 1;
    int slot = (int) flow.hash() & mask;
    while (hashes[slot] != 0 && flows[slot] != flow) {
      slot = (slot + 1) & mask;
    }
    if (hashes[slot] == 0) {
      return false;
    }
    size--;
    closeGap(slot, mask);
    return true;
  }

  /** Hands every flow to {@code visitor}; the table must not change meanwhile. */
  @SuppressWarnings("unchecked") // only F is ever put
  public void forEach(Consumer<F> visitor) {
    for (Flow flow : flows) {
      if (flow != null) {
        visitor.accept((F) flow);
      }
    }
  }

  /**
   * {@return the next flow under a hand that walks around the table, or null when the table is
   * empty}
   */
  public @Nullable F next() {
    for (int step = 0; step < flows.length; step++) {
      F flow = inNextSlot();
      if (flow != null) {
        return flow;
      }
    }
    return null;
  }

  /** {@return how many slots there are for {@link #inNextSlot} to come around} */
  public int slots() {
    return flows.length;
  }

  /** {@return the flow in the next slot under that hand, or null where there is none} */
  @SuppressWarnings("unchecked") // only F is ever put
  public @Nullable F inNextSlot() {
    clockHand = (clockHand + 1) & (flows.length - 1);
    return (F) flows[clockHand];
  }

  /**
   * Backward-shift deletion: entries that probed past the freed slot move up, so that no tombstone
   * is needed.
   */
  private void closeGap(int freed, int mask) {
    int gap = freed;
    for (int slot = (gap + 1) & mask; hashes[slot] != 0; slot = (slot + 1) & mask) {
      int home = (int) hashes[slot] & mask;
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        hashes[gap] = hashes[slot];
        flows[gap] = flows[slot];
        gap = slot;
      }
    }
    hashes[gap] = 0;
    flows[gap] = null;
  }

  private void place(long hash, Flow flow) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (hashes[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    flows[slot] = flow;
  }

  private void grow() {
    @Nullable Flow[] old = flows;
    hashes = new long[old.length * 2];
    flows = new Flow[old.length * 2];
    for (Flow flow : old) {
      if (flow != null) {
        place(flow.hash(), flow);
      }
    }
  }
}
