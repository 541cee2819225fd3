package io.synscope.analysis;

import io.synscope.flow.EmbryonicTable;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Outcome;
import io.synscope.observation.WireSight;
import io.synscope.report.AttemptLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps the attempts that fit the budget and counts the others by listener and outcome.
 *
 * <p>A quarter of the room is for attempts in which nothing happened, the rest only for those that
 * rules may want to see. Of a file the first ones are kept, of a live capture the newest. Beyond
 * 4096 listeners attempts are counted together, under {@code [::]:0}.
 */
final class Folds implements EmbryonicTable.Folding {
  static final Comparator<ConnectionAttempt> BY_TIME =
      Comparator.comparingLong((ConnectionAttempt attempt) -> attempt.firstSeen().nanos())
          .thenComparingLong(attempt -> attempt.firstSeen().frame());

  private static final int LISTENERS_KEPT = 4096;

  private final int room;
  private final boolean newest;
  private final Optional<Consumer<AttemptLine>> hearer;
  private final ArrayDeque<ConnectionAttempt> plain = new ArrayDeque<>();
  private final ArrayDeque<ConnectionAttempt> eventful = new ArrayDeque<>();
  private final Map<Endpoint, ListenerTally> folded = new HashMap<>();
  private final ListenerTally elsewhere = new ListenerTally(new Endpoint(new Address(0, 0), 0));
  private ListenerTally latest = elsewhere;
  private long evicted;

  /**
   * Nothing kept yet.
   *
   * @param newest whether the newest are kept, not the first
   * @param hearer hears each attempt that is not kept; of the newest, each one that is written
   */
  Folds(MemoryBudget budget, boolean newest, Optional<Consumer<AttemptLine>> hearer) {
    room = budget.attempts();
    this.newest = newest;
    this.hearer = hearer;
  }

  /** Takes a written attempt. */
  void add(ConnectionAttempt attempt) {
    boolean isPlain = isPlain(attempt);
    ArrayDeque<ConnectionAttempt> alike = isPlain ? plain : eventful;
    boolean fits = kept() < room && (!isPlain || plain.size() < room / 4);
    if (newest || !fits) {
      hearer.ifPresent(each -> each.accept(AttemptLines.alone(attempt)));
    }
    if (fits) {
      alike.add(attempt);
    } else if (newest && !alike.isEmpty()) {
      count(alike.remove());
      alike.add(attempt);
    } else {
      count(attempt);
    }
  }

  private void count(ConnectionAttempt attempt) {
    tally(attempt.tuple().server())
        .add(
            attempt.outcome(),
            attempt.firstSeen().nanos(),
            attempt.tuple().client().address().high(),
            attempt.tuple().client().address().low());
  }

  private int kept() {
    return plain.size() + eventful.size();
  }

  /**
   * Established at the first try, nothing sent again, closed or still open without anything
   * outstanding.
   */
  private static boolean isPlain(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    return attempt.outcome() == Outcome.ESTABLISHED_CLEAN
        && wire.resets().isEmpty()
        && wire.fromClient().repair().retransmitted() == 0
        && wire.fromServer().repair().retransmitted() == 0
        && wire.conversation().errors().isEmpty()
        && wire.conversation().outstanding() == 0;
  }

  boolean keepsMore() {
    return newest || kept() < room;
  }

  @Override
  public void fold(EmbryonicTable table, int slot) {
    if (hearer.isPresent()) {
      hearer.get().accept(AttemptLines.of(table, slot));
    }
    ListenerTally tally =
        table.asks(slot, latest.server()) ? latest : tally(table.key(slot).server());
    tally.add(Outcome.UNANSWERED, table.nanos(slot), table.clientHigh(slot), table.clientLow(slot));
  }

  private ListenerTally tally(Endpoint server) {
    ListenerTally tally = folded.get(server);
    if (tally == null && folded.size() < LISTENERS_KEPT) {
      tally = new ListenerTally(server);
      folded.put(server, tally);
    }
    if (tally == null) {
      return elsewhere;
    }
    latest = tally;
    return tally;
  }

  /** A live connection had to be written out early. */
  void evicted() {
    evicted++;
  }

  long evictions() {
    return evicted;
  }

  List<ConnectionAttempt> attempts() {
    return Stream.concat(plain.stream(), eventful.stream()).sorted(BY_TIME).toList();
  }

  /** {@return those of the kept attempts that were still alive then, by time of their beginning} */
  List<ConnectionAttempt> since(long nanos) {
    return Stream.concat(plain.stream(), eventful.stream())
        .filter(attempt -> attempt.lastSeen().nanos() >= nanos)
        .sorted(BY_TIME)
        .toList();
  }

  List<FoldedAttempts> folded() {
    List<FoldedAttempts> facts = new ArrayList<>();
    folded.values().forEach(tally -> facts.add(tally.facts()));
    if (elsewhere.any()) {
      facts.add(elsewhere.facts());
    }
    facts.sort(
        Comparator.comparingLong(FoldedAttempts::count)
            .reversed()
            .thenComparing(FoldedAttempts::server));
    return facts;
  }
}
