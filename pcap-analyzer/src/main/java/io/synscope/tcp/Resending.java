package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.observation.Recovery;
import io.synscope.wire.Packet;
import io.synscope.wire.Sequence;

/**
 * Segments of one direction that lie behind its newest byte: why each was sent again, and how it
 * was cut; made only when the first such one comes.
 *
 * <p>For whom maintains it: the tests of {@link #recovery} follow RFC 6298, RFC 8985 and RFC 2883
 * in the order in which they exclude each other. (1) acknowledged before: spurious. (2) older
 * identification or timestamp than what has been seen: the network reordered it. (3) never seen and
 * yet behind the newest: filled late; lost upstream when it is younger than what overtook it. (4)
 * duplicate ACKs or SACKs and less than a timeout: fast. (5) tail, less than a timeout: probe. (6)
 * timeout.
 */
final class Resending {
  private static final long MIN_TIMEOUT_NANOS = 200_000_000L; // Linux TCP_RTO_MIN
  private static final long COPY_NANOS = 50_000_000L; // some stacks never change the identification

  private final SequenceSpace space;
  private final Outstanding outstanding;
  private int shrinkTarget;
  private boolean shrinkPending;
  private boolean shrunkAndPassed;

  Resending(SequenceSpace space, Outstanding outstanding) {
    this.space = space;
    this.outstanding = outstanding;
  }

  /** {@return bytes beyond everything seen before} */
  int again(
      Packet packet,
      IdentificationCounter identifications,
      int effectiveMss,
      boolean peerWindowZero) {
    int end = packet.sequenceNumber() + packet.payloadLength();
    int oldEnd = Sequence.before(end, space.next()) ? end : space.next();
    int oldLength = oldEnd - packet.sequenceNumber();
    long opened = space.repairs().holes().fill(packet.sequenceNumber(), oldEnd);
    if (opened != Moment.NEVER) {
      fillLate(packet, identifications, oldLength, packet.nanos() - opened);
    } else {
      repeat(packet, identifications, effectiveMss, oldLength, peerWindowZero);
    }
    return end - oldEnd;
  }

  private void fillLate(
      Packet packet, IdentificationCounter identifications, int length, long afterNanos) {
    space.filled(length);
    if (space.older(packet, identifications)) {
      space.repairs().reordered();
    } else {
      note(packet, Recovery.LOST_UPSTREAM, length, afterNanos, 2);
    }
    outstanding.add(
        packet.sequenceNumber(), length, packet.nanos(), packet.frame(), packet.identification());
  }

  private void repeat(
      Packet packet,
      IdentificationCounter identifications,
      int effectiveMss,
      int length,
      boolean peerWindowZero) {
    int index = outstanding.find(packet.sequenceNumber());
    if (index == Outstanding.NONE) {
      boolean before = Sequence.atOrBefore(packet.sequenceNumber() + length, space.acknowledged());
      if (space.older(packet, identifications)) {
        space.repairs().networkDuplicate();
      } else {
        note(packet, before ? Recovery.SPURIOUS : Recovery.UNKNOWN, length, 0, 2);
      }
      return;
    }
    long gap = packet.nanos() - outstanding.lastNanos(index);
    boolean sameNumber = outstanding.identification(index) == packet.identification();
    boolean copy = sameNumber && packet.identification() != 0 && gap <= COPY_NANOS;
    if (copy || !sameNumber && space.older(packet, identifications)) {
      space.repairs().networkDuplicate();
      return;
    }
    index = fitTo(index, packet, length, effectiveMss);
    outstanding.carriedAgain(packet.sequenceNumber(), packet.payloadLength());
    Recovery recovery = peerWindowZero ? Recovery.UNKNOWN : recovery(index, gap);
    outstanding.again(index, packet.nanos(), packet.identification());
    note(packet, recovery, length, gap, outstanding.transmissions(index));
  }

  private void note(Packet packet, Recovery recovery, int length, long gap, int transmission) {
    long relative = space.relative(packet.sequenceNumber());
    space.repairs().retransmitted(packet, recovery, relative, length, gap, transmission);
  }

  /**
   * A repetition may be cut differently: a part of a super-segment, or smaller segments after the
   * path MTU was lowered.
   */
  private int fitTo(int index, Packet packet, int length, int effectiveMss) {
    int lead = packet.sequenceNumber() - outstanding.sequence(index);
    if (lead > 0) {
      return index;
    }
    if (length < outstanding.length(index)) {
      if (outstanding.length(index) <= effectiveMss
          && outstanding.transmissions(index) >= SequenceSpace.LOST_TRANSMISSIONS) {
        shrinkPending = true;
        shrinkTarget = packet.sequenceNumber() + length;
      }
      return outstanding.split(index, length);
    }
    return index;
  }

  private Recovery recovery(int index, long gap) {
    long smoothed = space.roundTrips().smoothed();
    long timeout = Math.max(MIN_TIMEOUT_NANOS, smoothed + smoothed / 2);
    boolean early = gap < timeout - timeout / 10;
    if (early && space.askedFor()) {
      return Recovery.FAST;
    }
    if (early) {
      return outstanding.endOf(index) == space.next() ? Recovery.TAIL_LOSS_PROBE : Recovery.UNKNOWN;
    }
    return outstanding.transmissions(index) == 1 && outstanding.size() == 1
        ? Recovery.PROBE_OR_TIMEOUT
        : Recovery.TIMEOUT;
  }

  /** The other end acknowledges everything before {@code number}. */
  void acknowledged(int number) {
    if (shrinkPending && Sequence.atOrAfter(number, shrinkTarget)) {
      shrunkAndPassed = true;
    }
  }

  /** {@return whether a segment that was lost again and again passed when it was cut smaller} */
  boolean shrunkAndPassed() {
    return shrunkAndPassed;
  }
}
