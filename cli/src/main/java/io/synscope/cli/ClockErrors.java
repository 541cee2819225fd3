package io.synscope.cli;

import io.synscope.cli.render.text.Quantity;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far each clock was off, against packets: absolute differences by phase and clock. */
final class ClockErrors {
  private final Map<Phase, Map<Clock, List<Long>>> nanos = new EnumMap<>(Phase.class);

  /** One handshake; a clock that did not tell says 0. */
  void connect(long kernelNanos, long userNanos, long wireNanos) {
    note(Phase.CONNECT, Clock.KERNEL, kernelNanos, wireNanos);
    note(Phase.CONNECT, Clock.USER, userNanos, wireNanos);
  }

  /** One request. */
  void roundTrip(long kernelNanos, long userNanos, long wireNanos) {
    note(Phase.ROUND_TRIP, Clock.KERNEL, kernelNanos, wireNanos);
    note(Phase.ROUND_TRIP, Clock.USER, userNanos, wireNanos);
  }

  private void note(Phase phase, Clock clock, long toldNanos, long wireNanos) {
    if (toldNanos > 0 && wireNanos > 0) {
      nanos
          .computeIfAbsent(phase, any -> new EnumMap<>(Clock.class))
          .computeIfAbsent(clock, any -> new ArrayList<>())
          .add(Math.abs(toldNanos - wireNanos));
    }
  }

  /**
   * {@return a sentence for each phase, the last phase first; one that says so when nothing could
   * be compared}
   */
  List<String> sentences() {
    if (nanos.isEmpty()) {
      return List.of(
          "The clocks could not be held against packets: none of this run was captured.");
    }
    List<String> sentences = new ArrayList<>();
    nanos.forEach(
        (phase, clocks) -> {
          List<String> parts = new ArrayList<>();
          clocks.forEach((clock, values) -> parts.add(part(clock, values)));
          sentences.add(
              0,
              "Against the captured packets of this run, "
                  + phase
                  + " is off "
                  + String.join(", ", parts)
                  + ".");
        });
    return sentences;
  }

  private static String part(Clock clock, List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return "by the "
        + clock.word().toLowerCase(Locale.ROOT)
        + " clock "
        + Quantity.span(quantile(sorted, 0.5))
        + " at p50 and "
        + Quantity.span(quantile(sorted, 0.99))
        + " at p99 of "
        + Quantity.count(sorted.length);
  }

  private static long quantile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }
}
