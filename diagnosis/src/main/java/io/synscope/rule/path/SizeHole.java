package io.synscope.rule.path;

import io.synscope.finding.Confidence;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Retransmission;
import io.synscope.observation.SegmentSizes;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Volume;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One direction of one connection in which large segments vanish and small ones pass.
 *
 * @param attempt the connection
 * @param sender who sent the large segments
 * @param passedBytes largest payload that arrived; 0 when none did
 * @param lostBytes smallest payload that never arrived
 * @param sign how it shows
 * @param frames the frames that show it
 */
record SizeHole(
    ConnectionAttempt attempt,
    Party sender,
    int passedBytes,
    int lostBytes,
    Sign sign,
    List<Long> frames) {

  /** IPv4 hosts must take 576 bytes (RFC 1122 3.3.2); nothing smaller is a matter of size. */
  private static final int SMALLEST_SUSPECT_BYTES = 500;

  private static final long JUST_BEFORE_NANOS = 1_000_000_000L;
  private static final long STOOD_NANOS = 1_200_000_000L;
  private static final long TWO_TIMEOUTS_NANOS = 600_000_000L;
  private static final int PROBING_BYTES = 1024; // Linux tcp_base_mss
  private static final int MISSED_WITH_REPETITIONS = 4; // the segment and three repetitions

  /** How the hole shows. */
  enum Sign {
    /** The same bytes passed at once when they were sent in smaller segments. */
    SHRUNK_AND_PASSED(Confidence.PROVEN),
    /** The receiver's side: a hole of whole segments was filled late, by smaller ones. */
    FILLED_BY_SMALLER(Confidence.STRONG),
    /** A smaller segment behind the lost one was acknowledged. */
    SMALLER_PASSED_IT(Confidence.STRONG),
    /** The receiver's side: whole segments never came, the short one behind them did. */
    NEVER_CAME(Confidence.LIKELY),
    /** The same, and the sender's IP identifications count its repetitions, which never came. */
    NEVER_CAME_AGAIN(Confidence.STRONG),
    /** The receiver's side: no data came at all; a late ACK stands behind whole segments. */
    ONLY_AN_ACK_BEHIND_THEM(Confidence.LIKELY),
    /** The receiver's side: what was too long for one segment came late, in smaller ones only. */
    CAME_SMALL_AFTER_SILENCE(Confidence.LIKELY),
    /** A router asked for smaller segments, and the same size was sent on and on. */
    TOLD_IN_VAIN(Confidence.STRONG),
    /** Small segments of other connections pass meanwhile. */
    SMALLER_PASS_ELSEWHERE(Confidence.LIKELY),
    /** Silence set in with the first large segments, a moment after small ones had passed. */
    BEGAN_WITH_THE_FIRST(Confidence.LIKELY);

    private final Confidence confidence;

    Sign(Confidence confidence) {
      this.confidence = confidence;
    }

    Confidence confidence() {
      return confidence;
    }
  }

  /** {@return the holes of this connection, both directions} */
  static List<SizeHole> of(CaseFile file, ConnectionAttempt attempt) {
    List<SizeHole> holes = new ArrayList<>(2);
    for (Party sender : Party.values()) {
      sent(file, attempt, sender)
          .or(() -> received(file, attempt, sender))
          .filter(hole -> !passesElsewhere(file, hole))
          .ifPresent(holes::add);
    }
    return holes;
  }

  /** Captured where the segments were still under way. */
  private static Optional<SizeHole> sent(CaseFile file, ConnectionAttempt attempt, Party sender) {
    SentHalf half = attempt.wire().from(sender);
    SegmentSizes sizes = half.sizes();
    int repeated = largestRepeated(half);
    if (sizes.shrunkAndPassed()
        && repeated > sizes.largestDelivered()
        && repeated >= SMALLEST_SUSPECT_BYTES) {
      return hole(attempt, sender, repeated, Sign.SHRUNK_AND_PASSED);
    }
    if (sizes.smallestLost() < SMALLEST_SUSPECT_BYTES
        || sizes.smallestLost() <= sizes.largestDelivered()
        || receiverIsFull(attempt, sender)) {
      return Optional.empty();
    }
    if (sizes.laterDelivered()) {
      return hole(attempt, sender, sizes.smallestLost(), Sign.SMALLER_PASSED_IT);
    }
    if (toldInVain(attempt, sender)) {
      return hole(attempt, sender, sizes.smallestLost(), Sign.TOLD_IN_VAIN);
    }
    if (aliveElsewhere(file, attempt, half.volume().unacknowledgedSince())) {
      return hole(attempt, sender, sizes.smallestLost(), Sign.SMALLER_PASS_ELSEWHERE);
    }
    return onlyLargeOnesLost(attempt, sender)
        ? hole(attempt, sender, sizes.smallestLost(), Sign.BEGAN_WITH_THE_FIRST)
        : Optional.empty();
  }

  /** ICMP named a smaller size, and two repetitions after it were no smaller. */
  private static boolean toldInVain(ConnectionAttempt attempt, Party sender) {
    return attempt.wire().icmp().stream()
        .filter(report -> report.fragmentationNeeded() && report.quoted() == sender)
        .anyMatch(
            report ->
                attempt.wire().from(sender).repair().retransmissions().stream()
                        .filter(again -> again.at().nanos() > report.at().nanos())
                        .filter(again -> again.bytes() + 40 > report.nextHopMtu())
                        .count()
                    >= 2);
  }

  /** The other end answered small segments just before, and nothing small was lost. */
  private static boolean onlyLargeOnesLost(ConnectionAttempt attempt, Party sender) {
    SentHalf half = attempt.wire().from(sender);
    Moment since = half.volume().unacknowledgedSince();
    Moment heard = attempt.wire().from(sender.peer()).volume().lastPacket();
    return since.seen()
        && heard.seen()
        && Math.abs(since.since(heard)) <= JUST_BEFORE_NANOS
        && half.sizes().largestDelivered() > 0
        && half.repair().retransmissions().stream()
            .allMatch(again -> again.bytes() >= SMALLEST_SUSPECT_BYTES);
  }

  /** Captured where the segments should have arrived. */
  private static Optional<SizeHole> received(
      CaseFile file, ConnectionAttempt attempt, Party sender) {
    SentHalf half = attempt.wire().from(sender);
    SegmentSizes sizes = half.sizes();
    int full = half.effectiveMss();
    if (sizes.largest() >= full || full < SMALLEST_SUSPECT_BYTES) {
      return Optional.empty();
    }
    if (half.volume().payloadBytes() == 0 && wholeSegments(half.unseenBytes(), full)) {
      return waitedInVain(attempt, sender)
          ? hole(attempt, sender, full, Sign.ONLY_AN_ACK_BEHIND_THEM)
          : Optional.empty();
    }
    long filled =
        half.repair().retransmissions().stream()
            .filter(SizeHole::cameLate)
            .mapToLong(Retransmission::bytes)
            .sum();
    if (wholeSegments(filled, full)) {
      return hole(attempt, sender, full, Sign.FILLED_BY_SMALLER);
    }
    boolean stands =
        wholeSegments(sizes.holeBytes(), full)
            && sizes.afterHole() > 0
            && file.untilEnd(half.volume().lastData().nanos()) >= STOOD_NANOS;
    if (!stands) {
      return cameSmallAfterSilence(attempt, sender)
          ? hole(attempt, sender, full, Sign.CAME_SMALL_AFTER_SILENCE)
          : Optional.empty();
    }
    boolean repeated = half.repair().identificationGaps() >= sizes.holeBytes() / full + 2;
    return hole(attempt, sender, full, repeated ? Sign.NEVER_CAME_AGAIN : Sign.NEVER_CAME);
  }

  /**
   * Even the short end of it was too long: packets are missing, nothing came for more than three
   * timeouts, then a message longer than a segment in pieces of Linux's smallest probing size.
   */
  private static boolean cameSmallAfterSilence(ConnectionAttempt attempt, Party sender) {
    SentHalf half = attempt.wire().from(sender);
    IdleGap pause = attempt.wire().longestIdle();
    return half.sizes().largest() == PROBING_BYTES
        && half.effectiveMss() > PROBING_BYTES
        && half.repair().identificationGaps() >= MISSED_WITH_REPETITIONS
        && pause.nanos() >= STOOD_NANOS
        && pause.by() == sender
        && half.volume().payloadBytes() > half.effectiveMss()
        && half.volume().lastData().since(pause.next()) < STOOD_NANOS;
  }

  /** The other end had asked, heard its ACK and nothing more for several timeouts, and closed. */
  private static boolean waitedInVain(ConnectionAttempt attempt, Party sender) {
    Volume asked = attempt.wire().from(sender.peer()).volume();
    Ending ending = attempt.wire().ending();
    return asked.acknowledgedBytes() > 0
        && ending.by() == sender.peer()
        && ending.at().since(asked.lastData()) >= STOOD_NANOS;
  }

  private static boolean cameLate(Retransmission repetition) {
    return repetition.recovery() == Recovery.LOST_UPSTREAM
        && repetition.gapNanos() >= TWO_TIMEOUTS_NANOS;
  }

  private static boolean wholeSegments(long bytes, int full) {
    return bytes >= full && bytes % full == 0;
  }

  private static int largestRepeated(SentHalf half) {
    return half.repair().retransmissions().stream()
        .filter(repetition -> repetition.transmission() >= 3)
        .mapToInt(Retransmission::bytes)
        .max()
        .orElse(0);
  }

  private static boolean receiverIsFull(ConnectionAttempt attempt, Party sender) {
    return attempt.wire().from(sender.peer()).windowStalls().stream()
        .anyMatch(stall -> !stall.reopened().seen());
  }

  /** Both hosts still hear each other after that time, on any connection. */
  private static boolean aliveElsewhere(CaseFile file, ConnectionAttempt attempt, Moment since) {
    return since.seen()
        && file.betweenHostsOf(attempt).stream()
            .map(other -> other.wire())
            .anyMatch(
                wire ->
                    after(wire.fromClient().volume(), since)
                        && after(wire.fromServer().volume(), since));
  }

  private static boolean after(Volume volume, Moment since) {
    return volume.lastPacket().seen() && volume.lastPacket().nanos() > since.nanos();
  }

  /** A segment of that size arrived the same way on another connection: it is not the size. */
  private static boolean passesElsewhere(CaseFile file, SizeHole hole) {
    return file.betweenHostsOf(hole.attempt()).stream()
        .map(other -> other.wire().from(hole.sender()).sizes())
        .anyMatch(sizes -> sizes.largestDelivered() >= hole.lostBytes());
  }

  private static Optional<SizeHole> hole(
      ConnectionAttempt attempt, Party sender, int lostBytes, Sign sign) {
    SentHalf half = attempt.wire().from(sender);
    List<Long> frames = new ArrayList<>(Frames.ofRepetitions(half.repair().retransmissions()));
    frames.addAll(Frames.of(half.volume().unacknowledgedSince(), half.volume().lastData()));
    frames.sort(null);
    return Optional.of(
        new SizeHole(
            attempt,
            sender,
            half.sizes().largestDelivered(),
            lostBytes,
            sign,
            List.copyOf(frames)));
  }

  /** {@return bytes of IP and TCP headers around a payload of this connection} */
  int headerBytes() {
    int ip = attempt.tuple().server().address().isV4() ? 20 : 40;
    return ip + 20 + (attempt.wire().handshake().timestamps() ? 12 : 0);
  }
}
