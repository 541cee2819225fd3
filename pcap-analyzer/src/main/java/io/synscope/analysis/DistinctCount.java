package io.synscope.analysis;

/**
 * Estimates how many distinct addresses were added, in 1 KiB, with a standard error of about 3 %.
 *
 * <p>HyperLogLog (Flajolet et al., 2007) with 1024 registers and linear counting for small numbers.
 */
final class DistinctCount {
  private static final int BITS = 10;
  private static final int REGISTERS = 1 << BITS;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final byte[] registers = new byte[REGISTERS];

  void add(long high, long low) {
    long hash = mix(low * 0x9e37_79b9_7f4a_7c15L + mix(high));
    int register = (int) (hash >>> (Long.SIZE - BITS));
    int rank = Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1;
    registers[register] = (byte) Math.max(registers[register], rank);
  }

  /** Adds what another one counted: the same as if all had been added here. */
  void merge(DistinctCount other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  long estimate() {
    double sum = 0;
    int empty = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      empty += register == 0 ? 1 : 0;
    }
    double raw = ALPHA * REGISTERS * REGISTERS / sum;
    return Math.round(
        raw <= 2.5 * REGISTERS && empty > 0
            ? REGISTERS * Math.log((double) REGISTERS / empty)
            : raw);
  }

  private static long mix(long value) {
    long folded = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    folded = (folded ^ (folded >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return folded ^ (folded >>> 31);
  }
}
