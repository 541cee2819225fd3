package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.ControlSegments;
import io.synscope.rule.Listener;
import io.synscope.rule.Shared;
import io.synscope.rule.Trait;
import io.synscope.statistics.Separation;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Why a listener answers some clients and not others, decided once for all rules of this chapter.
 */
final class Overload {
  private static final int HALF_OPEN = 3;
  private static final double HALF_OPEN_AREA = 0.9;
  private static final double CHANCE = 0.05;
  private static final double BY_LOSS = 0.001;
  private static final int QUEUED_BYTES = 1000;
  private static final Shared<List<Overload>> ALL = Shared.of(Overload::findAll);

  /** The reasons, which exclude each other. */
  enum Reason {
    /** It answers all, or none, or the path's own loss explains it. */
    NONE,
    /** Too many finished handshakes wait for the application. */
    ACCEPT_QUEUE,
    /** Too many half-open handshakes. */
    SYN_QUEUE,
    /** Something lets SYNs pass by a clock. */
    RATE_LIMIT,
    /** SYNs reach the server's host and are ignored for another reason. */
    IGNORED,
    /** SYNs do not arrive, more of them than other packets. */
    LOST_SYNS
  }

  private final CaseFile file;
  private final Listener listener;
  private final Drops drops;
  private final List<ConnectionAttempt> ghosts;
  private final List<ConnectionAttempt> aborted;
  private final Reason reason;

  private Overload(CaseFile file, Listener listener) {
    this.file = file;
    this.listener = listener;
    drops = Drops.at(file, listener);
    ghosts = drops.ghosts().stream().filter(Overload::smallRequest).toList();
    aborted = listener.with(Story.SYNACK_THEN_RST).stream().filter(file::earnest).toList();
    reason = decide();
  }

  /** {@return the listeners at which this is the reason} */
  static List<Overload> because(CaseFile file, Reason reason) {
    return all(file).stream().filter(overload -> overload.reason == reason).toList();
  }

  /** {@return the listeners that did not take up every client at once} */
  static List<Overload> all(CaseFile file) {
    return ALL.in(file);
  }

  private static List<Overload> findAll(CaseFile file) {
    return file.listeners().stream()
        .filter(Overload::troubled)
        .map(listener -> new Overload(file, listener))
        .toList();
  }

  private static boolean troubled(Listener listener) {
    return !listener.with(Outcome.UNANSWERED).isEmpty()
        || !listener.with(Story.SYNACK_THEN_RST, Story.GHOST_ESTABLISHED).isEmpty()
        || listener.with(Trait.HANDSHAKE_REPEATED).stream()
            .anyMatch(a -> a.probed() || a.wire().handshake().syns().size() > 1);
  }

  Listener listener() {
    return listener;
  }

  /** A large first request that stays unacknowledged is a matter of sizes, not of queues. */
  private static boolean smallRequest(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().sizes().smallestLost() < QUEUED_BYTES;
  }

  private Reason decide() {
    boolean ghostly =
        ghosts.size() > 1
            || !repeatedGhosts().isEmpty()
            || !ghosts.isEmpty() && file.vantage() == Vantage.SERVER;
    if (ghostly || !aborted.isEmpty()) {
      return Reason.ACCEPT_QUEUE;
    }
    if (!drops.partial()) {
      return Reason.NONE;
    }
    if (drops.followQueue()) {
      return Reason.ACCEPT_QUEUE;
    }
    if (followsHalfOpen()) {
      return Reason.SYN_QUEUE;
    }
    if (drops.followClock()) {
      return Reason.RATE_LIMIT;
    }
    if (file.vantage() == Vantage.SERVER) {
      return Reason.IGNORED;
    }
    boolean ordinary = drops.background().lost() > 0 && drops.chanceOfLoss() > BY_LOSS;
    return ordinary ? Reason.NONE : Reason.LOST_SYNS;
  }

  /** SYNs are answered until a number of handshakes hang half open, then no more. */
  private boolean followsHalfOpen() {
    if (file.vantage() == Vantage.CLIENT || ControlSegments.alone(file)) {
      return false;
    }
    SortedTimes opened = halfOpen();
    if (opened.count() < HALF_OPEN) {
      return false;
    }
    List<Integer> answered = new ArrayList<>();
    List<Integer> ignored = new ArrayList<>();
    for (Arrivals.Arrival arrival : drops.arrivals().all()) {
      (arrival.ignored() ? ignored : answered).add(before(opened, arrival.attempt()));
    }
    for (ConnectionAttempt attempt : file.flood(listener.server())) {
      boolean answer = attempt.wire().handshake().firstSynAck().seen();
      (answer ? answered : ignored).add(before(opened, attempt));
    }
    Separation byHalfOpen = Separation.of(answered, ignored);
    return byHalfOpen.area() >= HALF_OPEN_AREA && byHalfOpen.chance() < CHANCE;
  }

  /** {@return when the half-open handshakes were answered} */
  private SortedTimes halfOpen() {
    return SortedTimes.of(
        listener.with(Outcome.SYNACK_UNACKED, Outcome.INCONCLUSIVE_TAIL).stream()
            .map(attempt -> attempt.wire().handshake().firstSynAck())
            .filter(Moment::seen)
            .mapToLong(Moment::nanos));
  }

  private static int before(SortedTimes opened, ConnectionAttempt attempt) {
    return opened.before(attempt.firstSeen().nanos());
  }

  /** {@return how many handshakes hung half open when the first SYN was ignored} */
  int halfOpenAtFirstDrop() {
    return drops.ignored().isEmpty() ? 0 : before(halfOpen(), drops.ignored().get(0));
  }

  Reason reason() {
    return reason;
  }

  Drops drops() {
    return drops;
  }

  /** {@return attempts that the client believed established while the server ignored its data} */
  List<ConnectionAttempt> ghosts() {
    return ghosts;
  }

  /**
   * {@return ghosts for which the server repeated its SYN-ACK although the client had answered it}
   */
  List<ConnectionAttempt> repeatedGhosts() {
    return ghosts.stream()
        .filter(attempt -> attempt.wire().handshake().synAcksAfterFinalAck() > 0)
        .toList();
  }

  /** {@return attempts that the server reset as soon as the handshake was complete} */
  List<ConnectionAttempt> aborted() {
    return aborted;
  }

  /** {@return all attempts concerned, by time} */
  List<ConnectionAttempt> victims() {
    Set<ConnectionAttempt> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(drops.ignored());
    distinct.addAll(ghosts);
    distinct.addAll(aborted);
    List<ConnectionAttempt> all = new ArrayList<>(distinct);
    all.sort(Comparator.comparingLong(attempt -> attempt.firstSeen().nanos()));
    return all;
  }
}
