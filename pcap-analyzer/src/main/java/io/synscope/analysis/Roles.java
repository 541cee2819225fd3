package io.synscope.analysis;

import io.synscope.flow.FlowKey;
import io.synscope.wire.Packet;
import java.util.BitSet;
import java.util.Set;

/** Who is the client of a connection whose SYN was not captured. */
final class Roles {
  private static final int REDIS_PORT = 6379;
  private static final int RECENT = 1 << 10;

  /** Listeners seen to be asked or to answer: a lossy set, one slot for each hash. */
  private final long[] listeners = new long[RECENT];

  private final BitSet redisPorts = new BitSet();

  /** Nobody was asked yet; these ports are known to be Redis's, beside its usual one. */
  Roles(Set<Integer> ports) {
    ports.forEach(redisPorts::set);
    redisPorts.set(REDIS_PORT);
  }

  /** The packet's receiver was asked for a connection. */
  void asked(Packet syn) {
    long hash = hash(syn.destinationHigh(), syn.destinationLow(), syn.destinationPort());
    listeners[(int) hash & (RECENT - 1)] = hash;
  }

  /** {@return the key of a connection first seen by this packet} */
  FlowKey guess(Packet packet) {
    return FlowKey.of(packet, !sentByClient(packet));
  }

  private boolean sentByClient(Packet packet) {
    if (packet.has(Packet.SYN)) {
      return !packet.has(Packet.ACK);
    }
    boolean toListener =
        known(packet.destinationHigh(), packet.destinationLow(), packet.destinationPort());
    boolean fromListener = known(packet.sourceHigh(), packet.sourceLow(), packet.sourcePort());
    if (toListener != fromListener) {
      return toListener;
    }
    boolean toRedis = redisPorts.get(packet.destinationPort());
    if (toRedis != redisPorts.get(packet.sourcePort())) {
      return toRedis;
    }
    return packet.destinationPort() <= packet.sourcePort(); // listeners have the lower port
  }

  private boolean known(long high, long low, int port) {
    long hash = hash(high, low, port);
    return listeners[(int) hash & (RECENT - 1)] == hash;
  }

  private static long hash(long high, long low, int port) {
    long value = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L + port * 0xd6e8_feb8_6659_fd93L;
    return (value ^ (value >>> 31)) | 1L << 62;
  }
}
