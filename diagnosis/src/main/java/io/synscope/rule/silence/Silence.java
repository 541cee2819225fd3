package io.synscope.rule.silence;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import io.synscope.story.HopBaseline;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Attempts at one listener that stayed without a usable answer from beginning to end of the
 * capture: those of clients that it never once answered, and those after which its host was never
 * heard again.
 *
 * <p>Where a client is answered now and then, the silence has other reasons, and other rules read
 * it.
 */
final class Silence {
  private final CaseFile file;
  private final Listener listener;

  Silence(CaseFile file, Listener listener) {
    this.file = file;
    this.listener = listener;
  }

  /** {@return attempts of clients that this listener never answered in any way} */
  List<ConnectionAttempt> unanswered() {
    Set<Address> answered =
        clients(
            attempt ->
                attempt.outcome() != Outcome.UNANSWERED
                    && attempt.outcome() != Outcome.INCONCLUSIVE_TAIL);
    List<ConnectionAttempt> never =
        listener.with(Outcome.UNANSWERED).stream()
            .filter(file::earnest)
            .filter(attempt -> !answered.contains(attempt.tuple().client().address()))
            .toList();
    return never.isEmpty() ? fellSilent() : never;
  }

  /**
   * Attempts after the last sign of life from the listener's host, where no connection still waited
   * to be served, so that a full queue is no explanation.
   */
  private List<ConnectionAttempt> fellSilent() {
    List<ConnectionAttempt> late =
        listener.with(Outcome.UNANSWERED).stream().filter(file::earnest).toList();
    if (late.isEmpty()) {
      return late;
    }
    Moment first = late.get(0).firstSeen();
    boolean alive =
        file.attempts().stream()
            .filter(attempt -> attempt.tuple().server().address().equals(address()))
            .map(attempt -> attempt.wire().fromServer().volume().lastPacket())
            .anyMatch(last -> last.seen() && last.nanos() > first.nanos());
    boolean waiting =
        listener.matching(attempt -> attempt.outcome().established()).stream()
            .anyMatch(attempt -> !attempt.wire().fromServer().volume().firstData().seen());
    return alive || waiting ? List.of() : late;
  }

  /**
   * {@return attempts that the server answered and whose clients never took notice, of clients that
   * never completed any, repeating at least one SYN}
   */
  List<ConnectionAttempt> unacknowledged() {
    Set<Address> completing =
        clients(
            attempt ->
                attempt.outcome() != Outcome.SYNACK_UNACKED
                    && attempt.outcome() != Outcome.INCONCLUSIVE_TAIL
                    && attempt.outcome() != Outcome.UNANSWERED);
    List<ConnectionAttempt> ignored =
        listener.with(Outcome.SYNACK_UNACKED).stream()
            .filter(file::earnest)
            .filter(attempt -> !completing.contains(attempt.tuple().client().address()))
            .toList();
    boolean repeated =
        ignored.stream().anyMatch(attempt -> attempt.wire().handshake().syns().size() > 1);
    return repeated ? ignored : List.of();
  }

  private Set<Address> clients(Predicate<ConnectionAttempt> condition) {
    return listener.matching(condition).stream()
        .map(attempt -> attempt.tuple().client().address())
        .collect(Collectors.toSet());
  }

  /** {@return whether the SYNs had passed a router when they were captured} */
  boolean farFromClients() {
    return unanswered().stream()
        .map(attempt -> attempt.wire().fromClient())
        .allMatch(
            half -> half.hopLimitHigh() > 0 && HopBaseline.routersPassed(half.hopLimitHigh()) > 0);
  }

  /** {@return whether nothing but SYNs to here tells where the capture was taken} */
  boolean vantageOpen() {
    return file.vantage() == Vantage.UNKNOWN;
  }

  /** {@return whether another port of the same host answered while these attempts waited} */
  boolean hostAlive() {
    List<ConnectionAttempt> waiting = unanswered();
    if (waiting.isEmpty()) {
      return false;
    }
    long from = waiting.get(0).firstSeen().nanos();
    return file.attempts().stream()
        .filter(attempt -> attempt.tuple().server().address().equals(address()))
        .filter(attempt -> attempt.tuple().server().port() != listener.server().port())
        .map(attempt -> attempt.wire().fromServer().volume().lastPacket())
        .anyMatch(last -> last.seen() && last.nanos() >= from);
  }

  /** {@return whether the listener answered other clients} */
  boolean answersOthers() {
    return listener.everAnswered();
  }

  /** {@return how many SYNs these attempts sent} */
  static long syns(List<ConnectionAttempt> attempts) {
    return attempts.stream().mapToLong(a -> Math.max(1, a.wire().handshake().syns().size())).sum();
  }

  private Address address() {
    return listener.server().address();
  }
}
