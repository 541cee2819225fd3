package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.QueueCourse;
import io.synscope.observation.Reset;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import io.synscope.rule.Silence;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * SYNs in the order of their coming to one listener: was each answered before it was repeated, and
 * how many completed handshakes waited at that time for the application's first byte?
 *
 * <p>The second number is what an accept queue holds, seen from outside: connections that the
 * kernel has finished and that nobody has served yet.
 */
final class Arrivals {
  /** No stack repeats a SYN sooner (RFC 6298 2.1: one second; Windows after 0.5 s). */
  private static final long TIMER_NANOS = 400_000_000L;

  /** Whoever is served so soon after asking has not waited to be accepted. */
  private static final long AT_ONCE_NANOS = 50_000_000L;

  private static final int SEVERAL = 3;

  private final List<Arrival> arrivals = new ArrayList<>();
  private final SortedTimes completed;
  private final SortedTimes served;

  /**
   * A connection attempt's first SYN.
   *
   * @param attempt whose
   * @param ignored whether it stayed without an answer
   * @param waiting handshakes completed before it and not yet served or closed
   * @param again the same for each repetition of the SYN that was ignored as well
   */
  record Arrival(ConnectionAttempt attempt, boolean ignored, int waiting, List<Integer> again) {}

  private Arrivals(SortedTimes completed, SortedTimes served) {
    this.completed = completed;
    this.served = served;
  }

  /** {@return arrivals, where every connection counts as waiting until it is served} */
  static Arrivals at(CaseFile file, Listener listener) {
    return at(file, listener, false);
  }

  /**
   * {@return arrivals, where a connection that was served as soon as it asked counts as accepted
   * all along: a pool connects before it asks}
   */
  static Arrivals sparingTheIdle(CaseFile file, Listener listener) {
    return at(file, listener, true);
  }

  private static Arrivals at(CaseFile file, Listener listener, boolean spareIdle) {
    Arrivals result =
        new Arrivals(completions(file, listener), departures(file, listener, spareIdle));
    Set<ConnectionAttempt> elsewhere = Collections.newSetFromMap(new IdentityHashMap<>());
    elsewhere.addAll(Silence.at(file, listener).unanswered());
    boolean answersLost = answersLost(file, listener);
    for (ConnectionAttempt attempt : listener.matching(file::earnest)) {
      boolean unclear = answersLost && attempt.outcome() == Outcome.UNANSWERED;
      if (counts(attempt) && !unclear && !elsewhere.contains(attempt)) {
        boolean ignored = ignored(file, attempt);
        result.arrivals.add(
            new Arrival(
                attempt,
                ignored,
                result.waitingAt(attempt.firstSeen().nanos()),
                ignored ? result.again(attempt) : List.of()));
      }
    }
    return result;
  }

  /** Repetitions by the timer that stayed without an answer; the last one may have had one. */
  private List<Integer> again(ConnectionAttempt attempt) {
    Moment answer = attempt.wire().handshake().firstSynAck();
    List<Moment> syns = attempt.wire().handshake().syns();
    int end = answer.seen() ? syns.size() - 1 : syns.size();
    return syns.stream().limit(end).skip(1).map(syn -> waitingAt(syn.nanos())).toList();
  }

  /**
   * Where SYN-ACKs are known to get lost and SYNs are not, an attempt without any answer says
   * nothing of the queues; on the server's host the answers themselves would be seen.
   */
  private static boolean answersLost(CaseFile file, Listener listener) {
    Set<LossSide> sides = EnumSet.noneOf(LossSide.class);
    listener.matching(file::earnest).forEach(a -> sides.add(a.wire().handshake().lossSide()));
    return file.vantage() != Vantage.SERVER
        && sides.contains(LossSide.RETURN)
        && !sides.contains(LossSide.FORWARD);
  }

  /** Attempts whose answer says something of the listener's queues. */
  private static boolean counts(ConnectionAttempt attempt) {
    boolean seen = attempt.probed() || attempt.wire().handshake().firstSyn().seen();
    Outcome outcome = attempt.outcome();
    return seen
        && attempt.wire().handshake().challengeAcks() == 0
        && (outcome.established()
            || outcome == Outcome.UNANSWERED
            || outcome == Outcome.SYNACK_UNACKED
            || outcome == Outcome.ABORTED_BY_CLIENT
                && attempt.wire().handshake().firstSynAck().seen());
  }

  private static boolean ignored(CaseFile file, ConnectionAttempt attempt) {
    if (attempt.sight() instanceof SocketSight socket) {
      return attempt.outcome() == Outcome.UNANSWERED
          || socket.synRetransmissions() > 0 && socket.lossSide() == LossSide.FORWARD;
    }
    Handshake handshake = attempt.wire().handshake();
    if (attempt.outcome() == Outcome.UNANSWERED) {
      return true;
    }
    if (!repeatedByTimer(handshake)) {
      return false;
    }
    if (handshake.lossSide() == LossSide.FORWARD) {
      return true;
    }
    boolean answeredLate =
        handshake.syns().size() > 1
            && handshake.firstSynAck().seen()
            && handshake.firstSynAck().nanos() > handshake.syns().get(1).nanos();
    boolean unknown = handshake.echoedSyn() < 0 && !handshake.timestamps();
    return answeredLate
        && (unknown || handshake.echoedSyn() < 0 && file.vantage() == Vantage.SERVER);
  }

  /** {@return whether the SYN was sent again for want of an answer, not doubled on the way} */
  static boolean repeatedByTimer(Handshake handshake) {
    return handshake.syns().size() > 1
        && handshake.lastSyn().since(handshake.firstSyn()) >= TIMER_NANOS;
  }

  private static SortedTimes completions(CaseFile file, Listener listener) {
    return SortedTimes.of(
        held(file, listener).stream()
            .mapToLong(attempt -> attempt.wire().handshake().finalAck().nanos()));
  }

  private static SortedTimes departures(CaseFile file, Listener listener, boolean spareIdle) {
    return SortedTimes.of(
        held(file, listener).stream()
            .mapToLong(attempt -> departure(attempt, spareIdle))
            .filter(nanos -> nanos != Moment.NEVER));
  }

  /** When it no longer waited: it was served, or had been accepted long before it asked. */
  private static long departure(ConnectionAttempt attempt, boolean spareIdle) {
    Moment asked = attempt.wire().fromClient().volume().firstData();
    Moment served = attempt.wire().fromServer().volume().firstData();
    if (spareIdle && asked.seen() && served.seen() && served.since(asked) < AT_ONCE_NANOS) {
      return attempt.wire().handshake().finalAck().nanos();
    }
    return earliest(served, attempt.wire().ending().at());
  }

  /** Connections that the server's kernel holds too. */
  private static List<ConnectionAttempt> held(CaseFile file, Listener listener) {
    return listener.matching(
        attempt ->
            attempt.wire().handshake().finalAck().seen()
                && (attempt.outcome() != Outcome.RESET_AFTER_HANDSHAKE || livedUntilReset(attempt))
                && file.story(attempt) != Story.GHOST_ESTABLISHED
                && file.story(attempt) != Story.SYN_RETRANSMIT_THEN_GHOST);
  }

  /** A living socket was destroyed later: the kernel had held it until then. */
  private static boolean livedUntilReset(ConnectionAttempt attempt) {
    return attempt.wire().resets().stream()
        .anyMatch(reset -> reset.form() == Reset.Form.SOCKET_ABORT);
  }

  private static long earliest(Moment one, Moment other) {
    if (!one.seen() || !other.seen()) {
      return one.seen() ? one.nanos() : other.nanos();
    }
    return Math.min(one.nanos(), other.nanos());
  }

  /** {@return how many waited at that time} */
  int waitingAt(long nanos) {
    return Math.max(0, completed.atOrBefore(nanos) - served.atOrBefore(nanos));
  }

  /** {@return how many waited, wherever that changed} */
  List<QueueCourse.Step> steps() {
    return LongStream.concat(completed.stream(), served.stream())
        .sorted()
        .distinct()
        .mapToObj(nanos -> new QueueCourse.Step(nanos, waitingAt(nanos)))
        .toList();
  }

  /** {@return all of them, by time} */
  List<Arrival> all() {
    return arrivals;
  }

  /** {@return attempts whose first SYN stayed without an answer} */
  List<ConnectionAttempt> ignored() {
    return arrivals.stream().filter(Arrival::ignored).map(Arrival::attempt).toList();
  }

  /**
   * {@return how many waited when SYNs were, or were not, answered} Repetitions count where several
   * clients were ignored: those of one client alone say no more than its first SYN.
   */
  List<Integer> waiting(boolean ignored) {
    boolean several = arrivals.stream().filter(Arrival::ignored).count() >= SEVERAL;
    return arrivals.stream()
        .filter(arrival -> arrival.ignored() == ignored)
        .flatMap(
            arrival ->
                Stream.concat(
                    Stream.of(arrival.waiting()),
                    several ? arrival.again().stream() : Stream.empty()))
        .toList();
  }
}
