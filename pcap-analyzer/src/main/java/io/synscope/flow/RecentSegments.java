package io.synscope.flow;

import io.synscope.wire.Packet;

/**
 * Recognises a packet that was captured twice: mirrored, bonded, or seen going in and out of a
 * router by {@code -i any}.
 *
 * <p>A second capture has the same 4-tuple, flags, sequence and acknowledgment numbers, length,
 * window, timestamps and IP identification as one seen at most 50 ms before, or, at another hop,
 * two seconds: a router may have to look for the next hop first. A retransmission differs in
 * identification or timestamp. A direct-mapped memory of the last packets is enough, because copies
 * follow each other closely.
 */
public final class RecentSegments {
  private static final int SLOTS = 1 << 13;
  private static final long HOP_LIMIT = 0xff;
  private static final long WINDOW_NANOS = 50_000_000L;
  private static final long FORWARDING_NANOS = 2_000_000_000L;

  /** For each slot the packet's print, with the hop limit in its lowest byte, and its time. */
  private final long[] slots = new long[2 * SLOTS];

  private long sameHop;
  private long otherHop;

  /** {@return whether this packet was captured before; remembers it if not} */
  public boolean isSecondCapture(Packet packet, long flowHash) {
    long print = fingerprint(packet, flowHash) & ~HOP_LIMIT | packet.hopLimit();
    int slot = (int) (print >>> 20) & (SLOTS - 1);
    long difference = slots[2 * slot] ^ print;
    if ((difference & ~HOP_LIMIT) == 0 && again(packet, slot, difference == 0)) {
      return true;
    }
    slots[2 * slot] = print;
    slots[2 * slot + 1] = packet.nanos();
    return false;
  }

  private boolean again(Packet packet, int slot, boolean sameHop) {
    long age = packet.nanos() - slots[2 * slot + 1];
    boolean alike = !sameHop && packet.identification() != 0 && packet.hasTimestamps();
    boolean second =
        age >= 0
            && age <= (alike ? FORWARDING_NANOS : WINDOW_NANOS)
            && (!sameHop || distinguishable(packet));
    if (second) {
      count(sameHop);
    }
    return second;
  }

  /** {@return second captures with the same TTL: a mirror, or a copy made by the network} */
  public long atSameHop() {
    return sameHop;
  }

  /** {@return second captures with another TTL: seen again some hops later} */
  public long atOtherHop() {
    return otherHop;
  }

  private void count(boolean same) {
    if (same) {
      sameHop++;
    } else {
      otherHop++;
    }
  }

  /**
   * At one hop, packets without identification may honestly repeat each other within 50 ms: two
   * stateless RSTs, two duplicate ACKs of IPv6. They count as copies only when something in them
   * would have changed.
   */
  private static boolean distinguishable(Packet packet) {
    return packet.identification() != 0
        || packet.has(Packet.SYN)
        || packet.payloadLength() > 0 && packet.hasTimestamps();
  }

  private static long fingerprint(Packet packet, long flowHash) {
    long numbers =
        ((long) packet.sequenceNumber() << 32) ^ (packet.acknowledgmentNumber() & 0xffff_ffffL);
    long stamps = ((long) packet.timestampValue() << 32) ^ (packet.timestampEcho() & 0xffff_ffffL);
    long rest =
        ((long) packet.identification() << 48)
            ^ ((long) packet.window() << 32)
            ^ ((long) packet.payloadLength() << 8)
            ^ packet.flags();
    long print = flowHash + packet.sourcePort();
    print = (print ^ numbers) * 0x9e37_79b9_7f4a_7c15L;
    print = ((print ^ (print >>> 29)) + stamps) * 0xbf58_476d_1ce4_e5b9L;
    print = ((print ^ (print >>> 32)) + rest) * 0x94d0_49bb_1331_11ebL;
    return print ^ (print >>> 31);
  }
}
