package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import io.synscope.statistics.Binomial;
import io.synscope.statistics.Regularity;
import io.synscope.statistics.RunsTest;
import io.synscope.statistics.Separation;
import io.synscope.statistics.SortedTimes;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which SYNs of a listener stayed unanswered, and what the pattern says: chance, a full queue, a
 * clock.
 *
 * <p>[1] Loss by chance shows the path's own rate; its bound comes from the data of established
 * connections. [2] A full queue gives few long runs of answered and ignored, chance gives a random
 * sequence, a token bucket alternates. [3] A full queue ignores exactly those SYNs that find more
 * than the backlog waiting, so that the number waiting tells the ignored from the answered. [4] A
 * token bucket answers at equal intervals whatever comes.
 */
final class Drops {
  private static final double AREA = 0.95;
  private static final double CHANCE = 0.05;
  private static final int LEAST_WAITING = 2;
  private static final int ACCEPTED_FOR_CLOCK = 8;
  private static final double CLOCK = 0.3;
  private static final double NO_CLOCK = 0.5;
  private static final long HERD_NANOS = 50_000_000L;

  private final CaseFile file;
  private final Listener listener;
  private final Arrivals arrivals;
  private final List<ConnectionAttempt> ignored;
  private final Separation byWaiting;
  private final BackgroundLoss background;

  private Drops(CaseFile file, Listener listener) {
    this.file = file;
    this.listener = listener;
    Arrivals all = Arrivals.at(file, listener);
    ignored = all.ignored();
    Arrivals sparing = ignored.isEmpty() ? all : all.sparingTheIdle();
    Separation byAll = separation(all);
    Separation bySparing = separation(sparing);
    boolean tellsMore = bySparing.area() > byAll.area();
    arrivals = tellsMore ? sparing : all;
    byWaiting = tellsMore ? bySparing : byAll;
    background = BackgroundLoss.towards(file, listener.server().address());
  }

  private static Separation separation(Arrivals arrivals) {
    int[] whenIgnored = arrivals.waitingAtIgnored();
    return whenIgnored.length == 0
        ? Separation.NONE
        : Separation.of(arrivals.waitingAtAnswered(), whenIgnored);
  }

  static Drops at(CaseFile file, Listener listener) {
    return new Drops(file, listener);
  }

  /** {@return the SYNs that were looked at, with those that waited beside them} */
  Arrivals arrivals() {
    return arrivals;
  }

  /** {@return attempts whose first SYN stayed without an answer} */
  List<ConnectionAttempt> ignored() {
    return ignored;
  }

  /**
   * {@return whether the listener answered some SYNs, be it the repeated ones, and ignored others}
   */
  boolean partial() {
    return !ignored.isEmpty()
        && (ignored.size() < arrivals.all().size()
            || ignored.stream().anyMatch(attempt -> attempt.outcome().established()));
  }

  /** {@return how many SYNs were looked at} */
  int total() {
    return arrivals.all().size();
  }

  /** {@return [1] the probability that the path's own loss swallowed so many} */
  double chanceOfLoss() {
    return background.chanceOf(ignored.size(), total());
  }

  BackgroundLoss background() {
    return background;
  }

  /** {@return [2] deviations of the number of runs from chance} */
  double runs() {
    return RunsTest.z(arrivals.all().stream().map(Arrivals.Arrival::ignored).toList());
  }

  /** {@return [3] whether SYNs were ignored when, and only when, the queue was long} */
  boolean followQueue() {
    return byWaiting.area() >= AREA
        && byWaiting.chance() < CHANCE
        && backlog().orElse(0) >= LEAST_WAITING - 1
        && !pathFailedToo();
  }

  /**
   * {@return [3] the backlog, of which a Linux listener accepts one more; empty when nothing
   * waited}
   */
  OptionalInt backlog() {
    int least = IntStream.of(arrivals.waitingAtIgnored()).min().orElse(0);
    return least > 0 ? OptionalInt.of(least - 1) : OptionalInt.empty();
  }

  /** Connections that had been served lost data at the same time: then the path is to blame. */
  private boolean pathFailedToo() {
    long from = ignored.get(0).firstSeen().nanos();
    long to =
        ignored.stream()
            .map(attempt -> attempt.wire().handshake().lastSyn())
            .filter(Moment::seen)
            .mapToLong(Moment::nanos)
            .max()
            .orElse(from);
    return file.attemptsTo(listener.server().address()).stream()
        .map(attempt -> attempt.wire().fromClient().repair().retransmissions())
        .filter(repetitions -> !repetitions.isEmpty())
        .flatMap(List::stream)
        .filter(again -> again.relativeSequence() > 0)
        .anyMatch(again -> again.at().nanos() >= from && again.at().nanos() <= to);
  }

  /** {@return [4] whether answers came by a clock although SYNs did not} */
  boolean followClock() {
    SortedTimes answered = arrivals.answered();
    SortedTimes sent = arrivals.sent();
    return answered.count() >= ACCEPTED_FOR_CLOCK
        && sent.count() >= answered.count() * 1.5
        && Regularity.variation(answered.stream().toArray()) < CLOCK
        && Regularity.variation(sent.stream().toArray()) > NO_CLOCK;
  }

  /** {@return how many ignored SYNs came back within the same 50 ms} */
  int herd() {
    List<Long> again =
        ignored.stream()
            .filter(attempt -> attempt.wire().handshake().syns().size() > 1)
            .map(attempt -> attempt.wire().handshake().syns().get(1).nanos())
            .sorted()
            .toList();
    int best = 0;
    int start = 0;
    for (int end = 0; end < again.size(); end++) {
      while (again.get(end) - again.get(start) > HERD_NANOS) {
        start++;
      }
      best = Math.max(best, end - start + 1);
    }
    return best;
  }

  /** {@return attempts that the client believed established while the server ignored its data} */
  List<ConnectionAttempt> ghosts() {
    List<ConnectionAttempt> ghosts =
        listener.with(Story.GHOST_ESTABLISHED, Story.SYN_RETRANSMIT_THEN_GHOST);
    if (ghosts.isEmpty()) {
      return ghosts;
    }
    double both = background.upperBound() * background.upperBound();
    boolean byLoss =
        background.tells()
            && Binomial.atLeast(ghosts.size(), Math.max(total(), ghosts.size()), both) > 0.001;
    return byLoss ? List.of() : ghosts;
  }
}
