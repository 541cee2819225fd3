package io.synscope.analysis;

import io.synscope.flow.EmbryonicTable;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Outcome;
import io.synscope.observation.WireSight;
import io.synscope.report.AttemptLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps the attempts that fit the budget and counts the others by listener and outcome.
 *
 * <p>A quarter of the room is for attempts in which nothing happened, the rest only for those that
 * rules may want to see. Of a file the first ones are kept, of a live capture the newest.
 *
 * <p>What is counted of SYNs that never became more ({@link #fold}, {@link #evicted}) and what is
 * taken or counted of written attempts ({@link #add}) have nothing in common until the end, so that
 * two threads may do the one and the other.
 */
final class Folds implements EmbryonicTable.Folding {
  static final Comparator<ConnectionAttempt> BY_TIME =
      Comparator.comparingLong((ConnectionAttempt attempt) -> attempt.firstSeen().nanos())
          .thenComparingLong(attempt -> attempt.firstSeen().frame());

  private final int room;
  private final boolean newest;
  private final Optional<Consumer<AttemptLine>> hearer;
  private final ArrayDeque<ConnectionAttempt> plain = new ArrayDeque<>();
  private final ArrayDeque<ConnectionAttempt> eventful = new ArrayDeque<>();
  private final FoldedListeners written = new FoldedListeners();
  private final FoldedListeners unwritten = new FoldedListeners();
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
    count(attempt.tuple(), attempt.outcome(), attempt.firstSeen().nanos());
  }

  /** Counts an attempt that was not written, because nobody would keep or hear it. */
  void count(FourTuple tuple, Outcome outcome, long firstNanos) {
    Address client = tuple.client().address();
    written.of(tuple.server()).add(outcome, firstNanos, client.high(), client.low());
  }

  /** {@return whether every further attempt will only be counted, so that none need be written} */
  boolean onlyCounts() {
    return !newest && hearer.isEmpty() && kept() >= room;
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
    ListenerTally latest = unwritten.latest();
    ListenerTally tally =
        table.asks(slot, latest.server()) ? latest : unwritten.of(server(table, slot));
    tally.add(Outcome.UNANSWERED, table.nanos(slot), table.clientHigh(slot), table.clientLow(slot));
  }

  private static Endpoint server(EmbryonicTable table, int slot) {
    return table.key(slot).server();
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
    FoldedListeners all = new FoldedListeners();
    all.merge(written);
    all.merge(unwritten);
    List<FoldedAttempts> facts = new ArrayList<>();
    all.forEach(tally -> facts.add(tally.facts()));
    facts.sort(
        Comparator.comparingLong(FoldedAttempts::count)
            .reversed()
            .thenComparing(FoldedAttempts::server));
    return facts;
  }
}
