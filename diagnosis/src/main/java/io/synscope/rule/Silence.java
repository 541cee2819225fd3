package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Vantage;
import io.synscope.statistics.SortedTimes;
import io.synscope.story.HopBaseline;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
public final class Silence {
  private static final int ENOUGH = 3;
  private static final Shared<Map<Listener, Silence>> ALL = Shared.atEachListener(Silence::new);

  private final CaseFile file;
  private final Listener listener;
  private final List<ConnectionAttempt> unanswered;

  private Silence(CaseFile file, Listener listener) {
    this.file = file;
    this.listener = listener;
    unanswered = neverAnswered();
  }

  /** {@return the silence at this listener} */
  public static Silence at(CaseFile file, Listener listener) {
    return Objects.requireNonNull(ALL.in(file).get(listener));
  }

  /**
   * {@return attempts of clients that this listener never answered in any way} Where it answers
   * others, only those of clients that tried and tried while others were served: a full queue
   * leaves single attempts unanswered too.
   */
  public List<ConnectionAttempt> unanswered() {
    return unanswered;
  }

  private List<ConnectionAttempt> neverAnswered() {
    List<ConnectionAttempt> lost =
        listener.with(Outcome.UNANSWERED).stream().filter(file::earnest).toList();
    if (lost.isEmpty()) {
      return lost;
    }
    Set<Address> answered =
        clients(
            attempt ->
                attempt.outcome() != Outcome.UNANSWERED
                    && attempt.outcome() != Outcome.INCONCLUSIVE_TAIL);
    Map<Address, List<ConnectionAttempt>> never =
        lost.stream()
            .filter(attempt -> !answered.contains(attempt.tuple().client().address()))
            .collect(Collectors.groupingBy(attempt -> attempt.tuple().client().address()));
    SortedTimes served = listener.establishedAt();
    Set<Address> excluded =
        never.entrySet().stream()
            .filter(client -> answered.isEmpty() || whileServed(client.getValue(), served))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<ConnectionAttempt> result =
        lost.stream()
            .filter(attempt -> excluded.contains(attempt.tuple().client().address()))
            .toList();
    return result.isEmpty() ? fellSilent(lost) : result;
  }

  /** They tried and tried, and others were served meanwhile. */
  private static boolean whileServed(List<ConnectionAttempt> attempts, SortedTimes served) {
    long from = attempts.get(0).firstSeen().nanos();
    long to = attempts.stream().mapToLong(Silence::lastSyn).max().orElse(from);
    return syns(attempts) >= ENOUGH && served.before(to) - served.atOrBefore(from) >= ENOUGH;
  }

  private static long lastSyn(ConnectionAttempt attempt) {
    Moment last = attempt.wire().handshake().lastSyn();
    return last.seen() ? last.nanos() : attempt.lastSeen().nanos();
  }

  /**
   * Attempts after the last sign of life from the listener's host, where no connection still waited
   * to be served, so that a full queue is no explanation.
   */
  private List<ConnectionAttempt> fellSilent(List<ConnectionAttempt> late) {
    Moment first = late.get(0).firstSeen();
    return heardAfter(first) || somebodyWaits() ? List.of() : late;
  }

  /** The latest attempts are asked first: they know soonest. */
  private boolean heardAfter(Moment moment) {
    List<ConnectionAttempt> there = file.attemptsTo(address());
    for (int i = there.size() - 1; i >= 0; i--) {
      Moment last = there.get(i).wire().fromServer().volume().lastPacket();
      if (last.seen() && last.nanos() > moment.nanos()) {
        return true;
      }
    }
    return false;
  }

  private boolean somebodyWaits() {
    return listener.established().stream()
        .anyMatch(attempt -> !attempt.wire().fromServer().volume().firstData().seen());
  }

  /**
   * {@return attempts that the server answered and whose clients never took notice, of clients that
   * never completed any, repeating at least one SYN}
   */
  public List<ConnectionAttempt> unacknowledged() {
    List<ConnectionAttempt> halfOpen = listener.with(Outcome.SYNACK_UNACKED);
    if (halfOpen.isEmpty()) {
      return halfOpen;
    }
    Set<Address> completing =
        clients(
            attempt ->
                attempt.outcome() != Outcome.SYNACK_UNACKED
                    && attempt.outcome() != Outcome.INCONCLUSIVE_TAIL
                    && attempt.outcome() != Outcome.UNANSWERED);
    List<ConnectionAttempt> ignored =
        halfOpen.stream()
            .filter(file::earnest)
            .filter(attempt -> !completing.contains(attempt.tuple().client().address()))
            .toList();
    if (!repeated(ignored)) {
      return List.of();
    }
    if (!ControlSegments.alone(file)) {
      return ignored;
    }
    List<ConnectionAttempt> repeating =
        ignored.stream().filter(attempt -> ControlSegments.stillRepeated(file, attempt)).toList();
    return repeating.size() * 2 > ignored.size() ? repeating : List.of();
  }

  private Set<Address> clients(Predicate<ConnectionAttempt> condition) {
    return listener.byClient().entrySet().stream()
        .filter(client -> client.getValue().stream().anyMatch(condition))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** {@return whether the SYNs had passed a router when they were captured} */
  public boolean farFromClients() {
    return unanswered().stream()
        .map(attempt -> attempt.wire().fromClient())
        .allMatch(
            half -> half.hopLimitHigh() > 0 && HopBaseline.routersPassed(half.hopLimitHigh()) > 0);
  }

  /** {@return whether nothing but SYNs to here tells where the capture was taken} */
  public boolean vantageOpen() {
    return file.vantage() == Vantage.UNKNOWN;
  }

  /** {@return whether another port of the same host answered while these attempts waited} */
  public boolean hostAlive() {
    List<ConnectionAttempt> waiting = unanswered();
    if (waiting.isEmpty()) {
      return false;
    }
    long from = waiting.get(0).firstSeen().nanos();
    return file.attemptsTo(address()).stream()
        .filter(attempt -> attempt.tuple().server().port() != listener.server().port())
        .map(attempt -> attempt.wire().fromServer().volume().lastPacket())
        .anyMatch(last -> last.seen() && last.nanos() >= from);
  }

  /** {@return whether the listener answered other clients} */
  public boolean answersOthers() {
    return listener.everAnswered();
  }

  /** {@return how many SYNs these attempts sent} */
  public static long syns(List<ConnectionAttempt> attempts) {
    return attempts.stream().mapToLong(a -> Math.max(1, a.wire().handshake().syns().size())).sum();
  }

  /** {@return whether these attempts asked often enough to call the silence likely} */
  public static boolean insistent(List<ConnectionAttempt> attempts) {
    return syns(attempts) >= ENOUGH && repeated(attempts);
  }

  /**
   * {@return whether a SYN was sent again} Where none was, the clients may have had an answer that
   * a filter kept out of the capture: a RST, an ICMP error.
   */
  private static boolean repeated(List<ConnectionAttempt> attempts) {
    return attempts.stream().anyMatch(a -> a.probed() || a.wire().handshake().syns().size() > 1);
  }

  private Address address() {
    return listener.server().address();
  }
}
