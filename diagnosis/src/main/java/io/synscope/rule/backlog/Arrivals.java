package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import io.synscope.rule.Silence;
import io.synscope.rule.Trait;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * SYNs in the order of their coming to one listener: was each answered before it was repeated, and
 * how many completed handshakes waited at that time for the application's first byte?
 */
final class Arrivals {
  /** No stack repeats a SYN sooner (RFC 6298 2.1: one second; Windows after 0.5 s). */
  private static final long TIMER_NANOS = 400_000_000L;

  private static final int SEVERAL = 3;

  private final List<Arrival> arrivals;
  private final AcceptQueue queue;
  private final SortedTimes sent;
  private final SortedTimes answered;

  /**
   * A connection attempt that came.
   *
   * @param attempt which
   * @param ignored whether its first SYN stayed without an answer
   * @param syns when its SYN came, and each repetition of it that was ignored as well
   */
  record Arrival(ConnectionAttempt attempt, boolean ignored, long[] syns) {}

  private Arrivals(
      List<Arrival> arrivals, AcceptQueue queue, SortedTimes sent, SortedTimes answered) {
    this.arrivals = arrivals;
    this.queue = queue;
    this.sent = sent;
    this.answered = answered;
  }

  /** {@return arrivals, where every connection counts as waiting until it is served} */
  static Arrivals at(CaseFile file, Listener listener) {
    Set<ConnectionAttempt> elsewhere = Collections.newSetFromMap(new IdentityHashMap<>());
    elsewhere.addAll(Silence.at(file, listener).unanswered());
    if (answersLost(file, listener)) {
      elsewhere.addAll(listener.with(Outcome.UNANSWERED));
    }
    List<Arrival> arrivals = new ArrayList<>();
    AcceptQueue.Writer queue = new AcceptQueue.Writer(file);
    SortedTimes.Writer sent = new SortedTimes.Writer();
    SortedTimes.Writer answered = new SortedTimes.Writer();
    for (ConnectionAttempt attempt : listener.attempts()) {
      queue.add(attempt);
      if (file.earnest(attempt)
          && counts(attempt)
          && (elsewhere.isEmpty() || !elsewhere.contains(attempt))) {
        boolean ignored = ignored(file, attempt);
        arrivals.add(new Arrival(attempt, ignored, syns(attempt, ignored)));
        Handshake handshake = attempt.wire().handshake();
        for (Moment syn : handshake.syns()) {
          sent.add(syn.nanos());
        }
        if (handshake.firstSynAck().seen()) {
          answered.add(handshake.firstSynAck().nanos());
        }
      }
    }
    return new Arrivals(arrivals, queue.done(), sent.done(), answered.done());
  }

  /** Repetitions by the timer that stayed without an answer; the last one may have had one. */
  private static long[] syns(ConnectionAttempt attempt, boolean ignored) {
    List<Moment> syns = attempt.wire().handshake().syns();
    int answered = attempt.wire().handshake().firstSynAck().seen() ? 1 : 0;
    int again = ignored ? Math.max(0, syns.size() - answered - 1) : 0;
    long[] times = new long[1 + again];
    times[0] = attempt.firstSeen().nanos();
    for (int i = 1; i <= again; i++) {
      times[i] = syns.get(i).nanos();
    }
    return times;
  }

  /**
   * {@return the same arrivals, where a connection that was served as soon as it asked counts as
   * accepted all along}
   */
  Arrivals sparingTheIdle() {
    return new Arrivals(arrivals, queue.sparingTheIdle(), sent, answered);
  }

  /**
   * Where SYN-ACKs are known to get lost and SYNs are not, an attempt without any answer says
   * nothing of the queues; on the server's host the answers themselves would be seen.
   */
  private static boolean answersLost(CaseFile file, Listener listener) {
    if (file.vantage() == Vantage.SERVER) {
      return false;
    }
    Set<LossSide> sides = EnumSet.noneOf(LossSide.class);
    listener
        .matching(Trait.HANDSHAKE_REPEATED, file::earnest)
        .forEach(attempt -> sides.add(attempt.wire().handshake().lossSide()));
    return sides.contains(LossSide.RETURN) && !sides.contains(LossSide.FORWARD);
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

  /** {@return when SYNs came, all repetitions among them} */
  SortedTimes sent() {
    return sent;
  }

  /** {@return when they were answered first} */
  SortedTimes answered() {
    return answered;
  }

  /** {@return the queue that they found} */
  AcceptQueue queue() {
    return queue;
  }

  /** {@return all of them, by time} */
  List<Arrival> all() {
    return arrivals;
  }

  /** {@return attempts whose first SYN stayed without an answer} */
  List<ConnectionAttempt> ignored() {
    return arrivals.stream().filter(Arrival::ignored).map(Arrival::attempt).toList();
  }

  /** {@return how many waited when SYNs were answered} */
  int[] waitingAtAnswered() {
    return arrivals.stream()
        .filter(arrival -> !arrival.ignored())
        .mapToInt(arrival -> queue.waitingAt(arrival.syns()[0]))
        .toArray();
  }

  /**
   * {@return how many waited when SYNs were ignored} Repetitions that were ignored as well count
   * where several clients were: those of one client alone say no more than its first SYN.
   */
  int[] waitingAtIgnored() {
    boolean several = arrivals.stream().filter(Arrival::ignored).count() >= SEVERAL;
    return arrivals.stream()
        .filter(Arrival::ignored)
        .flatMapToLong(arrival -> LongStream.of(arrival.syns()).limit(several ? Long.MAX_VALUE : 1))
        .mapToInt(queue::waitingAt)
        .toArray();
  }
}
