package io.synscope.cli;

import io.synscope.comparison.Comparer;
import io.synscope.comparison.Comparison;
import io.synscope.comparison.Slots;
import io.synscope.export.SlotBook;
import io.synscope.latency.Clock;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two sides and what they have in common: phases that both were timed in, by the same clock. */
record Pair(Map<Series, Slots> a, Map<Series, Slots> b) {
  private static final List<Phase> PHASES = List.of(Phase.CONNECT, Phase.TLS, Phase.ROUND_TRIP);
  private static final List<Clock> CLOCKS = List.of(Clock.KERNEL, Clock.WIRE, Clock.USER);

  /** Only these of a run's series. */
  static Map<Series, Slots> of(SlotBook book, String target) {
    Map<Series, Slots> kept = new TreeMap<>();
    book.bySeries()
        .forEach(
            (series, slots) -> {
              if (target.isEmpty() || series.target().equals(target)) {
                kept.put(series, slots);
              }
            });
    return kept;
  }

  /** {@return the targets of that side, of which there should be one} */
  static List<String> targets(Map<Series, Slots> side) {
    return side.keySet().stream()
        .filter(series -> PHASES.contains(series.phase()))
        .map(Series::target)
        .distinct()
        .toList();
  }

  /** {@return a comparison for each phase, by the best clock that timed both} */
  Map<Phase, Compared> compare(Comparer comparer) {
    Map<Phase, Compared> found = new EnumMap<>(Phase.class);
    for (Phase phase : PHASES) {
      for (Clock clock : CLOCKS) {
        Optional<Slots> ofA = of(a, phase, clock);
        Optional<Slots> ofB = of(b, phase, clock);
        if (ofA.isPresent() && ofB.isPresent() && !found.containsKey(phase)) {
          found.put(phase, new Compared(clock, comparer.compare(ofA.get(), ofB.get())));
        }
      }
    }
    return found;
  }

  /** One phase, the clock that was used, and what came of it. */
  record Compared(Clock clock, Comparison comparison) {}

  private static Optional<Slots> of(Map<Series, Slots> side, Phase phase, Clock clock) {
    List<Slots> all = new ArrayList<>();
    side.forEach(
        (series, slots) -> {
          if (series.phase() == phase && series.clock() == clock && slots.count() > 0) {
            all.add(slots);
          }
        });
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }
}
