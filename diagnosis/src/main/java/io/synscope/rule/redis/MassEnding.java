package io.synscope.rule.redis;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.observation.WireSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Shared;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The moment at which a server ended connections that nobody had asked it to end.
 *
 * @param listener the server
 * @param ended these connections, in the order of their end
 * @param survivors connections of that time that the server served on
 * @param refused attempts that were refused afterwards
 * @param accepted attempts that were established afterwards
 */
record MassEnding(
    Listener listener,
    List<ConnectionAttempt> ended,
    int survivors,
    List<ConnectionAttempt> refused,
    List<ConnectionAttempt> accepted) {

  private static final long SAME_MOMENT_NANOS = 250_000_000L;
  private static final long REOPENED_NANOS = 60_000_000_000L;
  private static final Shared<Map<Listener, Times>> TIMES =
      Shared.of(file -> new IdentityHashMap<>());

  /** {@return the endings at this listener, the connections in {@code explained} left out} */
  static List<MassEnding> at(CaseFile file, Listener listener, Set<ConnectionAttempt> explained) {
    List<ConnectionAttempt> candidates =
        listener.with(Story.CLOSED_BY_SERVER_FIN, Story.RESET_BY_SERVER).stream()
            .filter(attempt -> !explained.contains(attempt))
            .filter(MassEnding::processEnded)
            .sorted(Comparator.comparingLong(attempt -> endedAt(attempt).nanos()))
            .toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    Times times = TIMES.in(file).computeIfAbsent(listener, Times::new);
    List<MassEnding> endings = new ArrayList<>();
    List<ConnectionAttempt> batch = new ArrayList<>();
    for (ConnectionAttempt attempt : candidates) {
      if (!batch.isEmpty() && endedAt(attempt).since(endedAt(batch.get(0))) > SAME_MOMENT_NANOS) {
        endings.add(times.around(List.copyOf(batch)));
        batch.clear();
      }
      batch.add(attempt);
    }
    if (!batch.isEmpty()) {
      endings.add(times.around(List.copyOf(batch)));
    }
    return endings;
  }

  /** A socket that a process closed: FIN, or RST where a request lay unread. */
  private static boolean processEnded(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    boolean byProcess =
        wire.ending().how() == Ending.How.CLOSED
            || wire.resets().stream()
                .findFirst()
                .filter(reset -> reset.form() == Reset.Form.SOCKET_ABORT)
                .isPresent()
            || wire.resets().stream().noneMatch(r -> r.at().frame() == endedAt(attempt).frame());
    boolean worked =
        wire.fromServer().volume().payloadBytes() > 0
            || attempt.outcome() == Outcome.INCONCLUSIVE_HEAD;
    return RedisTalk.plausible(attempt)
        && !wire.conversation().serverFirst() // it was turned away, and told why
        && byProcess
        && worked
        && wire.ending().by() == Party.SERVER;
  }

  private static Moment endedAt(ConnectionAttempt attempt) {
    return attempt.wire().ending().at();
  }

  /** When the attempts at a listener began and were last served, to look around many endings. */
  private static final class Times {
    private final Listener listener;
    private final long[] opened;
    private final long[] served;
    private final Begun refused;
    private final Begun established;

    Times(Listener listener) {
      this.listener = listener;
      opened = listener.attempts().stream().mapToLong(a -> a.firstSeen().nanos()).toArray();
      served = listener.attempts().stream().mapToLong(Times::lastServed).toArray();
      refused = Begun.of(listener.with(Outcome.REFUSED_RST));
      established = Begun.of(listener.established());
    }

    private static long lastServed(ConnectionAttempt attempt) {
      Moment heard = attempt.wire().fromServer().volume().lastData();
      return heard.seen() ? heard.nanos() : Long.MIN_VALUE;
    }

    MassEnding around(List<ConnectionAttempt> ended) {
      long first = endedAt(ended.get(0)).nanos();
      long last = endedAt(ended.get(ended.size() - 1)).nanos();
      return new MassEnding(
          listener,
          ended,
          survivors(ended, first, last),
          refused.soonAfter(first),
          established.soonAfter(first));
    }

    /** Opened before, and the server's process sent data on them afterwards. */
    private int survivors(List<ConnectionAttempt> ended, long first, long last) {
      int count = 0;
      for (int i = 0; i < opened.length && opened[i] < first; i++) {
        if (served[i] > last) {
          count++;
        }
      }
      long ownLate =
          ended.stream()
              .filter(attempt -> attempt.firstSeen().nanos() < first && lastServed(attempt) > last)
              .count();
      return count - (int) ownLate;
    }
  }

  /** Attempts by the time they began. */
  private record Begun(List<ConnectionAttempt> attempts, SortedTimes times) {
    static Begun of(List<ConnectionAttempt> byTime) {
      return new Begun(
          byTime, SortedTimes.of(byTime.stream().mapToLong(a -> a.firstSeen().nanos())));
    }

    List<ConnectionAttempt> soonAfter(long nanos) {
      return attempts.subList(times.before(nanos), times.atOrBefore(nanos + REOPENED_NANOS));
    }
  }

  /** {@return whether what the two said to each other before the end is in the capture} */
  boolean overheard(CaseFile file) {
    boolean whole = file.observations().capture().cutBySnapLength() == 0;
    return ended.stream().allMatch(attempt -> legible(attempt.wire(), whole));
  }

  /** A client that said nothing since the capture began may have been silent for any time. */
  private static boolean legible(WireSight wire, boolean whole) {
    Conversation talk = wire.conversation();
    boolean cut =
        talk.client() == Tongue.UNSEEN
            || talk.server() == Tongue.UNSEEN
            || talk.client() == Tongue.TLS && !whole;
    boolean unknownPast =
        !wire.handshake().firstSyn().seen()
            && (talk.client() == Tongue.TLS || !wire.clientSpokeBeforeEnd());
    return !cut && !unknownPast;
  }

  /** {@return how many ended with a request unread, which a process that closes in order avoids} */
  long unread() {
    return ended.stream()
        .filter(attempt -> attempt.wire().ending().how() == Ending.How.RESET)
        .filter(MassEnding::askedLast)
        .filter(
            attempt ->
                attempt.wire().resets().stream()
                    .anyMatch(reset -> reset.form() == Reset.Form.SOCKET_ABORT))
        .count();
  }

  private static boolean askedLast(ConnectionAttempt attempt) {
    Moment asked = attempt.wire().fromClient().volume().lastData();
    Moment answered = attempt.wire().fromServer().volume().lastData();
    boolean provoked =
        attempt.wire().resets().stream().anyMatch(r -> r.answers() == Reset.Provocation.DATA);
    return provoked || asked.seen() && (!answered.seen() || asked.nanos() > answered.nanos());
  }

  /** {@return whether the process stopped listening as well} */
  boolean stoppedListening() {
    return survivors == 0 && !refused.isEmpty();
  }

  /** {@return the first connection accepted after the last refusal} */
  Optional<ConnectionAttempt> back() {
    long lastRefusal =
        refused.stream().mapToLong(a -> a.firstSeen().nanos()).max().orElse(Long.MIN_VALUE);
    return accepted.stream().filter(a -> a.firstSeen().nanos() > lastRefusal).findFirst();
  }

  /** {@return when the first of them ended} */
  Moment when() {
    return endedAt(ended.get(0));
  }

  /** {@return frames of the FINs and RSTs} */
  List<Long> frames() {
    return Frames.of(ended.stream().map(MassEnding::endedAt).toList());
  }

  /** {@return "3 connections (2 by FIN, 1 by RST with a request unread)"} */
  String words() {
    long resets = ended.stream().filter(a -> a.wire().ending().how() == Ending.How.RESET).count();
    return Phrase.count(ended.size(), "connection")
        + (resets == 0
            ? " by FIN"
            : " (%d by FIN, %d by RST%s)"
                .formatted(
                    ended.size() - resets, resets, unread() == 0 ? "" : ", a request unread"));
  }
}
