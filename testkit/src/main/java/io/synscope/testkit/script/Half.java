package io.synscope.testkit.script;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection: what it has said and what has reached it. Sequence numbers here count
 * from the side's own SYN, which is 0.
 */
final class Half {
  final Corner corner;
  final Stream stream = new Stream();
  private final Map<Long, Long> early = new TreeMap<>();
  private final int clockBase;
  int start;
  boolean started;
  long next = 1;
  long received;
  long lastAcknowledged = -1;
  int recentTimestamp;
  int identification;
  @Nullable Options offered;
  @Nullable Sent lastSent;
  private boolean synReceived;

  Half(Corner corner, int incarnation) {
    this.corner = corner;
    int seed = (corner.key() + "/" + incarnation).hashCode() * 0x9E3779B1;
    start = seed ^ seed >>> 15;
    identification = (start ^ 0x5C5C) & 0xFFFF;
    clockBase = corner.host().name().hashCode() * 0x85EBCA6B;
  }

  /** {@return the timestamp that this side puts into a segment sent now} */
  int clock(long nanos) {
    return clockBase + (int) (nanos / 1_000_000);
  }

  int nextIdentification(int segments) {
    identification = identification + segments & 0xFFFF;
    return identification;
  }

  /** The segment has reached this side. */
  void receive(Sent sent) {
    boolean syn = sent.has('S');
    boolean first = !syn || !synReceived;
    if (sent.timestamped() && first && sent.relative() <= received) {
      recentTimestamp = sent.value();
    }
    synReceived |= syn;
    early.merge(sent.relative(), sent.relative() + sent.length(), Math::max);
    for (Map.Entry<Long, Long> range : early.entrySet()) {
      if (range.getKey() <= Math.max(received, 1)) {
        received = Math.max(received, range.getValue());
      }
    }
    early.keySet().removeIf(from -> from < received);
  }

  /** {@return the acknowledgment number, from the peer's SYN} */
  long acknowledgment() {
    return Math.max(received, 1);
  }
}
