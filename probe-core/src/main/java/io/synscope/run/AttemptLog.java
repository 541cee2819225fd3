package io.synscope.run;

import io.synscope.observation.Outcome;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The newest attempts whole, and all of them counted. */
final class AttemptLog {
  /** What a report lists at most. */
  static final int NEWEST = 100_000;

  private final ArrayDeque<AttemptEvent> newest = new ArrayDeque<>();
  private final Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
  private long total;
  private long served;

  synchronized void add(AttemptEvent event) {
    if (newest.size() == NEWEST) {
      newest.removeFirst();
    }
    newest.addLast(event);
    byOutcome.merge(event.attempt().outcome(), 1L, Long::sum);
    total++;
    served += event.served() ? 1 : 0;
  }

  synchronized List<AttemptEvent> newest() {
    return List.copyOf(newest);
  }

  synchronized Map<Outcome, Long> byOutcome() {
    return Map.copyOf(byOutcome);
  }

  synchronized long total() {
    return total;
  }

  synchronized long served() {
    return served;
  }
}
