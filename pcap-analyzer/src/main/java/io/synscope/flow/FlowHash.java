package io.synscope.flow;

import io.synscope.wire.Packet;

/** One hash for both directions of a 4-tuple. */
public final class FlowHash {
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

  private FlowHash() {}

  /** {@return the hash of the packet's endpoints, never 0} */
  public static long of(Packet packet) {
    return of(
        packet.sourceHigh(),
        packet.sourceLow(),
        packet.sourcePort(),
        packet.destinationHigh(),
        packet.destinationLow(),
        packet.destinationPort());
  }

  /** {@return the hash of two endpoints in any order, never 0} */
  public static long of(
      long oneHigh, long oneLow, int onePort, long otherHigh, long otherLow, int otherPort) {
    long sum = end(oneHigh, oneLow, onePort) + end(otherHigh, otherLow, otherPort);
    return mix(sum) | 1;
  }

  private static long end(long high, long low, int port) {
    return mix(low * GOLDEN + high * 31 + ((long) port << 17 | port));
  }

  private static long mix(long value) {
    long folded = (value ^ (value >>> 32)) * 0xd6e8_feb8_6659_fd93L;
    return folded ^ (folded >>> 32);
  }
}
