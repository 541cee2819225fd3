package io.synscope.tcp;

import io.synscope.flow.FirstSyn;
import io.synscope.observation.Moment;
import io.synscope.observation.Volume;
import io.synscope.wire.Packet;

/**
 * What one end of a connection sent, counted: how many segments, which was the first and the last,
 * with which TTL they came.
 */
abstract class SentSegments {
  private long packets;
  private long dataSegments;
  private long firstDataNanos = Moment.NEVER;
  private long firstDataFrame;
  private long lastDataNanos = Moment.NEVER;
  private long lastDataFrame;
  private long lastNanos = Moment.NEVER;
  private long lastFrame;
  private int lastTimestamp;
  private int lastDataLength;
  private int hopLimitLow;
  private int hopLimitHigh;
  private Segment lastKind = Segment.NOTHING;

  /**
   * The SYN that opened the attempt, which the flow table may have kept before this object existed.
   */
  final void firstSyn(FirstSyn syn) {
    packets = 1;
    lastNanos = syn.nanos();
    lastFrame = syn.frame();
    lastKind = Segment.SYN;
    lastTimestamp = syn.timestampValue();
    hopLimitLow = syn.hopLimit();
    hopLimitHigh = syn.hopLimit();
  }

  /** Counts a segment and takes its TTL; a RST may be somebody else's. */
  final void count(Packet packet, Segment kind) {
    packets++;
    lastNanos = packet.nanos();
    lastFrame = packet.frame();
    lastKind = kind;
    if (kind != Segment.RST) {
      lastTimestamp = packet.timestampValue();
      int hops = packet.hopLimit();
      hopLimitLow = hopLimitHigh == 0 ? hops : Math.min(hopLimitLow, hops);
      hopLimitHigh = Math.max(hopLimitHigh, hops);
    }
  }

  /** Counts a segment that bears data, sent before or not. */
  final void countData(Packet packet) {
    lastDataNanos = packet.nanos();
    lastDataFrame = packet.frame();
  }

  /** Counts a segment that bears data that were not sent before. */
  final void countNewData(Packet packet) {
    dataSegments++;
    if (firstDataNanos == Moment.NEVER) {
      firstDataNanos = packet.nanos();
      firstDataFrame = packet.frame();
    }
    lastDataLength = packet.payloadLength();
  }

  final long packets() {
    return packets;
  }

  final boolean sentData() {
    return dataSegments > 0;
  }

  final Segment lastKind() {
    return lastKind;
  }

  final long lastNanos() {
    return lastNanos;
  }

  final long lastFrame() {
    return lastFrame;
  }

  /** {@return TSval of its latest segment; 0 where it bore none} */
  final int lastTimestamp() {
    return lastTimestamp;
  }

  final long lastDataNanos() {
    return lastDataNanos;
  }

  /** {@return its latest segment with data} */
  final Moment lastData() {
    return moment(lastDataNanos, lastDataFrame);
  }

  /** {@return bytes of the latest segment with new data} */
  final int lastDataLength() {
    return lastDataLength;
  }

  /** {@return the greatest TTL} */
  final int hopLimit() {
    return hopLimitHigh;
  }

  /** {@return the least TTL} */
  final int leastHopLimit() {
    return hopLimitLow;
  }

  /** {@return how much was sent, of which {@code space} knows what arrived} */
  final Volume volume(SequenceSpace space) {
    if (packets == 0) {
      return Volume.NOTHING;
    }
    long outstanding = space.unacknowledgedBytes();
    return new Volume(
        packets,
        dataSegments,
        space.distinctBytes(),
        Math.max(0, space.distinctBytes() - outstanding),
        moment(firstDataNanos, firstDataFrame),
        moment(lastDataNanos, lastDataFrame),
        moment(lastNanos, lastFrame),
        outstanding,
        space.unacknowledgedSince());
  }

  private static Moment moment(long nanos, long frame) {
    return nanos == Moment.NEVER ? Moment.NONE : new Moment(nanos, frame);
  }
}
