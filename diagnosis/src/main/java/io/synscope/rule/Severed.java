package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Retransmission;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Volume;
import io.synscope.observation.WireSight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection that had worked until one end's data were no longer acknowledged and the other end
 * was never heard again.
 *
 * @param attempt the connection
 * @param speaker who spoke in vain
 * @param since the first segment that stayed unacknowledged
 * @param missed its first repetition: by then an answer was overdue
 * @param repeats how often it was sent again
 * @param idleNanos how long both had been silent before it; 0 when they had not
 */
public record Severed(
    ConnectionAttempt attempt,
    Party speaker,
    Moment since,
    Moment missed,
    int repeats,
    long idleNanos) {

  private static final int REPEATS_NEEDED = 2;

  /** {@return the connection's death, if it died this way} */
  public static Optional<Severed> of(ConnectionAttempt attempt) {
    if (attempt.outcome() == Outcome.GHOST_ESTABLISHED) {
      return Optional.empty();
    }
    return by(attempt, Party.CLIENT).or(() -> by(attempt, Party.SERVER));
  }

  private static Optional<Severed> by(ConnectionAttempt attempt, Party speaker) {
    WireSight wire = attempt.wire();
    SentHalf half = wire.from(speaker);
    Volume said = half.volume();
    Moment since = said.unacknowledgedSince();
    if (!since.seen()) {
      return Optional.empty();
    }
    List<Moment> again = repetitions(half, since);
    if (again.size() < REPEATS_NEEDED
        || !workedBefore(attempt, speaker)
        || heardAfter(wire.from(speaker.peer()), again.get(0))) {
      return Optional.empty();
    }
    IdleGap gap = wire.longestIdle();
    boolean afterPause = gap.nanos() > 0 && gap.next().frame() == since.frame();
    return Optional.of(
        new Severed(
            attempt, speaker, since, again.get(0), again.size(), afterPause ? gap.nanos() : 0));
  }

  private static List<Moment> repetitions(SentHalf half, Moment since) {
    return half.repair().retransmissions().stream()
        .map(Retransmission::at)
        .filter(at -> at.nanos() > since.nanos())
        .toList();
  }

  /** A connection that was captured in the middle had worked, or it would not be there. */
  private static boolean workedBefore(ConnectionAttempt attempt, Party speaker) {
    WireSight wire = attempt.wire();
    return attempt.outcome() == Outcome.INCONCLUSIVE_HEAD
        || wire.from(speaker).volume().acknowledgedBytes() > 0
        || wire.from(speaker.peer()).volume().payloadBytes() > 0;
  }

  private static boolean heardAfter(SentHalf peer, Moment missed) {
    return peer.volume().lastPacket().seen() && peer.volume().lastPacket().nanos() > missed.nanos()
        || peer.windowStalls().stream().anyMatch(stall -> !stall.reopened().seen());
  }

  /**
   * {@return whether the silent end was heard on another connection between the two hosts later}
   */
  public boolean peerHeardElsewhere(CaseFile file) {
    return file.betweenHostsOf(attempt).stream()
        .filter(other -> !other.equals(attempt))
        .map(other -> other.wire().from(speaker.peer()).volume().lastPacket())
        .anyMatch(packet -> packet.seen() && packet.nanos() > missed.nanos());
  }

  /** {@return whether any packet of the silent end was captured, on this connection or another} */
  public boolean peerEverHeard(CaseFile file) {
    return attempt.wire().from(speaker.peer()).volume().packets() > 0
        || file.betweenHostsOf(attempt).stream()
            .anyMatch(other -> other.wire().from(speaker.peer()).volume().packets() > 0);
  }

  /**
   * {@return frames: the last word of the silent end, the first segment in vain, its repetitions}
   */
  public List<Long> frames() {
    SentHalf half = attempt.wire().from(speaker);
    List<Long> frames = new ArrayList<>();
    frames.addAll(Frames.of(attempt.wire().from(speaker.peer()).volume().lastPacket(), since));
    repetitions(half, since).forEach(at -> frames.add(at.frame()));
    return List.copyOf(frames);
  }
}
