package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.observation.Repair;
import io.synscope.observation.SegmentSizes;
import io.synscope.wire.Packet;
import io.synscope.wire.Sequence;
import io.synscope.wire.TcpOptions;
import org.jspecify.annotations.Nullable;

/**
 * The sequence numbers of one direction: what is new, what is sent again and why, what is missing,
 * what has arrived.
 *
 * <p>This is the common way; what lies behind the newest byte is {@link Resending}'s.
 */
final class SequenceSpace {
  static final int LOST_TRANSMISSIONS = 3;
  private static final int DUPLICATE_ACKS = 3; // RFC 5681 3.2

  private boolean anchored;
  private int origin;
  private int next;
  private int acknowledged;
  private long nextOffset;
  private int newestStamp;
  private boolean stamped;
  private int duplicateAcksNow;
  private boolean sackedNow;
  private long newBytes;
  private int largest;
  private int largestDelivered;
  private final Outstanding outstanding = new Outstanding();
  private @Nullable RoundTripTracker roundTrips;
  private @Nullable RepairTracker repairs;
  private @Nullable Resending resending;

  /** The first data byte will bear {@code sequence}: the SYN's number plus one. */
  void anchor(int sequence) {
    anchored = true;
    origin = sequence;
    next = sequence;
    acknowledged = sequence;
  }

  /** The SYN bore so many bytes, and the other end took them. */
  void delivered(int bytes) {
    next = origin + bytes;
    acknowledged = next;
  }

  boolean anchored() {
    return anchored;
  }

  int next() {
    return next;
  }

  int acknowledged() {
    return acknowledged;
  }

  /** {@return stream offset of {@code sequence}: payload bytes of this direction before it} */
  long offset(int sequence) {
    return nextOffset + (sequence - next);
  }

  boolean allAcknowledged() {
    return !anchored || Sequence.atOrAfter(acknowledged, next);
  }

  RoundTripTracker roundTrips() {
    RoundTripTracker tracker = roundTrips;
    if (tracker == null) {
      tracker = new RoundTripTracker();
      roundTrips = tracker;
    }
    return tracker;
  }

  long distinctBytes() {
    return newBytes;
  }

  /**
   * A segment with payload.
   *
   * @return number of its bytes that lie beyond everything seen before
   */
  int data(
      Packet packet,
      IdentificationCounter identifications,
      int effectiveMss,
      boolean peerWindowZero) {
    int sequence = packet.sequenceNumber();
    int length = packet.payloadLength();
    if (!anchored) {
      anchor(sequence);
    }
    int end = sequence + length;
    int fresh = length;
    if (sequence != next) {
      fresh =
          Sequence.after(sequence, next)
              ? skip(packet)
              : resending().again(packet, identifications, effectiveMss, peerWindowZero);
    }
    largest = Math.max(largest, length);
    if (fresh > 0) {
      outstanding.add(end - fresh, fresh, packet.nanos(), packet.frame(), packet.identification());
      newBytes += fresh;
      nextOffset += end - next;
      next = end;
      newestStamp = packet.timestampValue();
      stamped = packet.hasTimestamps();
    }
    return fresh;
  }

  private int skip(Packet packet) {
    repairs().holes().open(next, packet.sequenceNumber(), packet.nanos());
    return packet.payloadLength();
  }

  /**
   * The other end acknowledges.
   *
   * @return whether that moved on
   */
  boolean acknowledge(Packet packet, int effectiveMss) {
    int number = packet.acknowledgmentNumber();
    if (!anchored) {
      anchor(number);
      return false;
    }
    if (number == next + 1) {
      number = next; // a FIN takes a number too, whether it was captured or not
    }
    if (!Sequence.after(number, acknowledged)) {
      return false;
    }
    if (Sequence.after(number, next)) {
      unseenBeyond(number);
    } else if (repairs != null && repairs.holes().acknowledged(number) > 0) {
      repairs.unseenAcknowledged();
    }
    deliver(number, packet, effectiveMss);
    acknowledged = number;
    duplicateAcksNow = 0;
    sackedNow = false;
    return true;
  }

  private void unseenBeyond(int number) {
    nextOffset += number - next;
    next = number;
    repairs().unseenAcknowledged();
  }

  private void deliver(int number, Packet packet, int effectiveMss) {
    while (!outstanding.isEmpty()
        && Sequence.atOrBefore(outstanding.endOf(outstanding.first()), number)) {
      int index = outstanding.first();
      boolean last =
          outstanding.size() == 1 || Sequence.after(outstanding.endOf(index + 1), number);
      if (last && outstanding.transmissions(index) == 1 && !outstanding.sacked(index)) {
        // RFC 6298 3, Karn: never from a repeated segment
        roundTrips().add(packet, outstanding.lastNanos(index), next - acknowledged);
      }
      largestDelivered =
          Math.max(largestDelivered, Math.min(outstanding.carried(index), effectiveMss));
      outstanding.drop();
    }
    if (resending != null) {
      resending.acknowledged(number);
    }
  }

  /** A pure ACK that moves nothing while data are outstanding. */
  void duplicateAck() {
    duplicateAcksNow++;
  }

  /** Reads the SACK blocks of a segment of the other end; a FIN that came twice is no data. */
  void selective(Packet packet, TcpOptions options, int effectiveMss, boolean finSent) {
    for (int block = 0; block < options.sackBlocks(); block++) {
      int left = options.sackLeft(block);
      int right = options.sackRight(block);
      if (block == 0 && Sequence.atOrBefore(right, packet.acknowledgmentNumber())) {
        boolean noData = finSent && left == next || Sequence.atOrBefore(right, origin); // FIN, SYN
        repairs().reportedTwice(noData ? 0 : 1); // RFC 2883 4: it lies below the acknowledgment
      } else {
        sackedNow = true;
        int carried = outstanding.sack(left, right);
        largestDelivered = Math.max(largestDelivered, Math.min(carried, effectiveMss));
      }
    }
  }

  private Resending resending() {
    Resending known = resending;
    if (known == null) {
      known = new Resending(this, outstanding);
      resending = known;
    }
    return known;
  }

  /** So many bytes behind the newest were seen for the first time. */
  void filled(int bytes) {
    newBytes += bytes;
  }

  /** {@return by how much this number lies behind that of the first data byte} */
  int relative(int sequence) {
    return sequence - origin;
  }

  /** {@return whether duplicate ACKs (RFC 5681 3.2) or SACKs ask for what is outstanding} */
  boolean askedFor() {
    return duplicateAcksNow >= DUPLICATE_ACKS || sackedNow;
  }

  /** {@return whether {@code packet} was sent before the newest one, by its timestamp or number} */
  boolean older(Packet packet, IdentificationCounter identifications) {
    if (stamped && packet.hasTimestamps() && packet.timestampValue() != newestStamp) {
      return Sequence.before(packet.timestampValue(), newestStamp);
    }
    return identifications.older(packet);
  }

  RepairTracker repairs() {
    RepairTracker tracker = repairs;
    if (tracker == null) {
      tracker = new RepairTracker();
      repairs = tracker;
    }
    return tracker;
  }

  Repair repairFacts(int identificationGaps) {
    if (repairs == null && identificationGaps == 0) {
      return Repair.NONE;
    }
    return repairs().facts(identificationGaps);
  }

  long unacknowledgedBytes() {
    return allAcknowledged() ? 0 : next - acknowledged;
  }

  Moment unacknowledgedSince() {
    if (outstanding.isEmpty() || allAcknowledged()) {
      return Moment.NONE;
    }
    int index = outstanding.first();
    return new Moment(outstanding.firstNanos(index), outstanding.frame(index));
  }

  SegmentSizes sizes(int effectiveMss, int lastLength) {
    int lost = 0;
    boolean laterDelivered = false;
    for (int i = outstanding.first(); i < outstanding.end(); i++) {
      int wire = Math.min(outstanding.length(i), effectiveMss);
      if (!outstanding.sacked(i)
          && outstanding.transmissions(i) >= LOST_TRANSMISSIONS
          && (lost == 0 || wire < lost)) {
        lost = wire;
      }
      laterDelivered |= lost > 0 && outstanding.sacked(i);
    }
    int hole = repairs == null ? 0 : repairs.holes().firstLength();
    return largest == 0
        ? SegmentSizes.NONE
        : new SegmentSizes(
            largest,
            largestDelivered,
            lost,
            laterDelivered,
            resending != null && resending.shrunkAndPassed(),
            hole,
            hole == 0 ? 0 : lastLength);
  }
}
