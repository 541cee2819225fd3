package io.synscope.story;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A connection that got a place in the accept queue and had to wait there: the kernel completed its
 * handshake, the server's first word came late, and in between the same listener left other clients
 * without an answer.
 */
final class ResidentStory {
  private static final long WAIT_NANOS = 100_000_000L;
  private static final int SIBLINGS = 2;

  private final List<ConnectionAttempt> attempts;
  private final List<ConnectionAttempt> suspects = new ArrayList<>();
  private final Map<Endpoint, NavigableSet<Long>> troubles = new HashMap<>();

  /** Worked out for the listeners at which somebody may have waited. */
  private final Map<Endpoint, NavigableSet<Long>> welcomes = new HashMap<>();

  private final GhostStory ghosts;
  private final long captureEndNanos;

  ResidentStory(List<ConnectionAttempt> attempts, GhostStory ghosts, long captureEndNanos) {
    this.attempts = attempts;
    this.ghosts = ghosts;
    this.captureEndNanos = captureEndNanos;
  }

  /** Remembers the attempt if the listener may have left it alone. */
  void add(ConnectionAttempt attempt) {
    if (attempt.outcome() != Outcome.ESTABLISHED_CLEAN || GhostStory.suspicious(attempt.wire())) {
      suspects.add(attempt);
    }
  }

  /** Reads those that were left alone, now that all are known. */
  void read() {
    for (ConnectionAttempt attempt : suspects) {
      if (leftAlone(attempt)) {
        troubles
            .computeIfAbsent(attempt.tuple().server(), server -> new TreeSet<>())
            .add(attempt.firstSeen().nanos());
      }
    }
    suspects.clear();
  }

  /** {@return whether the listener did not take this attempt up when it came} */
  private boolean leftAlone(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    return switch (attempt.outcome()) {
      case UNANSWERED -> wire.handshake().syns().size() > 1;
      case GHOST_ESTABLISHED, RESET_AFTER_HANDSHAKE -> true;
      case ESTABLISHED_RETRIED ->
          wire.handshake().lossSide() == LossSide.FORWARD || ghosts.recovered(attempt);
      case ESTABLISHED_CLEAN -> ghosts.recovered(attempt);
      default -> false;
    };
  }

  Optional<Story> of(ConnectionAttempt attempt) {
    NavigableSet<Long> times = troubles.get(attempt.tuple().server());
    Moment established = attempt.wire().handshake().finalAck();
    if (times == null || !established.seen() || attempt.outcome() != Outcome.ESTABLISHED_CLEAN) {
      return Optional.empty();
    }
    Moment firstWord = attempt.wire().fromServer().volume().firstData();
    long until = firstWord.seen() ? firstWord.nanos() : captureEndNanos;
    if (until - established.nanos() < WAIT_NANOS) {
      return Optional.empty();
    }
    NavigableSet<Long> ignored = times.subSet(established.nanos(), true, until, false);
    return ignored.stream().limit(SIBLINGS).count() == SIBLINGS
            && nobodyElse(attempt, ignored.first(), until)
        ? Optional.of(Story.OK_SLOW_REPLY)
        : Optional.empty();
  }

  /**
   * {@return whether nobody who came after the first ignored one was taken in meanwhile: loss would
   * have let some through}
   */
  private boolean nobodyElse(ConnectionAttempt attempt, long since, long until) {
    return welcomes
        .computeIfAbsent(attempt.tuple().server(), this::welcomed)
        .subSet(since, false, until, false)
        .isEmpty();
  }

  /** {@return when attempts came that the listener took up at once} */
  private NavigableSet<Long> welcomed(Endpoint server) {
    NavigableSet<Long> times = new TreeSet<>();
    for (ConnectionAttempt attempt : attempts) {
      if (attempt.outcome() == Outcome.ESTABLISHED_CLEAN
          && attempt.tuple().server().equals(server)
          && !leftAlone(attempt)) {
        times.add(attempt.firstSeen().nanos());
      }
    }
    return times;
  }
}
