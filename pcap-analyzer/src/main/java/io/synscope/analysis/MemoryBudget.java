package io.synscope.analysis;

import io.synscope.flow.EmbryonicTable;

/**
 * How much may be kept at once. Memory follows live connections, not packets; beyond the budget
 * things are folded and said.
 *
 * @param bytes for everything that grows with the capture
 */
public record MemoryBudget(long bytes) {
  private static final int CONNECTION_BYTES =
      2048; // measured: about 1.1 kB without payload, 1.9 kB with RESP both ways
  private static final int ATTEMPT_BYTES =
      1536; // a written attempt with its handshake, halves and conversation
  private static final int EMBRYOS =
      1 << 18; // 21 MB: a second of SYNs; larger only slows a flood down
  private static final int KEPT_ATTEMPTS = 20_000; // 2 kB each at the end: 40 MB

  /** {@return a quarter of the heap} */
  public static MemoryBudget ofHeap() {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / 4);
  }

  long embryonicBytes() {
    long records = Math.min(EMBRYOS, Math.max(1024, bytes / 4 / EmbryonicTable.RECORD_BYTES));
    return records * EmbryonicTable.RECORD_BYTES;
  }

  int connections() {
    return (int) Math.min(Integer.MAX_VALUE / 4, Math.max(1024, bytes / 2 / CONNECTION_BYTES));
  }

  int attempts() {
    return (int) Math.min(KEPT_ATTEMPTS, Math.max(1024, bytes / 4 / ATTEMPT_BYTES));
  }
}
