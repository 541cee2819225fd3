package io.synscope.cli;

import io.synscope.cli.render.text.Quantity;
import io.synscope.cli.render.text.Sparkline;
import io.synscope.observation.Outcome;
import io.synscope.report.LatencyLine;
import io.synscope.run.ProbeResult;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a probe that is under way looks like: rate, outcomes, times, and how they came. */
final class LiveView {
  private static final int MOST_ROWS = 20;
  private static final int MOST_TOLD = 6; // a line of a log is read as a whole
  private static final int HISTORY = 24;
  private static final Comparator<LatencyLine> WORST_FIRST =
      Comparator.comparingLong(LatencyLine::failures)
          .thenComparingLong(LatencyLine::p99Nanos)
          .reversed();

  private final boolean unicode;
  private final Map<String, ArrayDeque<Long>> history = new HashMap<>();
  private final Map<String, Long> counted = new HashMap<>();

  LiveView(boolean unicode) {
    this.unicode = unicode;
  }

  /** {@return a table of what stands, with a bar in each row for what came since the last call} */
  List<String> table(ProbeResult result) {
    Stream<String> rows =
        result.latency().stream()
            .filter(LiveView::shown)
            .sorted(Comparator.comparingLong(LatencyLine::failures).reversed())
            .limit(MOST_ROWS)
            .map(this::row);
    return Stream.concat(Stream.of(summary(result)), rows).toList();
  }

  /** {@return the same in one line, for a log; of the times, those of the headline clock} */
  String line(ProbeResult result) {
    List<LatencyLine> lines =
        result.latency().stream()
            .filter(LiveView::shown)
            .filter(line -> line.clock().equals("kernel") || onlyClock(result, line))
            .toList();
    boolean all = lines.size() <= MOST_TOLD;
    String times =
        (all ? lines.stream() : lines.stream().sorted(WORST_FIRST).limit(MOST_TOLD))
            .map(
                line ->
                    line.phase() + " " + line.target() + " " + times(line).replaceAll(" +", " "))
            .collect(Collectors.joining("; "));
    return summary(result)
        + (times.isEmpty() ? "" : (all ? "; " : "; the worst of " + lines.size() + ": ") + times);
  }

  private static boolean shown(LatencyLine line) {
    boolean phase = line.phase().equals("CONNECT") || line.phase().equals("ROUND_TRIP");
    return phase && !line.clock().equals("intended");
  }

  private static boolean onlyClock(ProbeResult result, LatencyLine line) {
    return result.latency().stream()
        .filter(LiveView::shown)
        .noneMatch(
            other ->
                !other.equals(line)
                    && other.phase().equals(line.phase())
                    && other.target().equals(line.target()));
  }

  private static String summary(ProbeResult result) {
    double seconds = Math.max(1e-3, (result.lastNanos() - result.firstNanos()) / 1e9);
    long all = result.counts().attempts() + result.counts().requests();
    String outcomes =
        result.counts().byOutcome().entrySet().stream()
            .sorted(Map.Entry.<Outcome, Long>comparingByValue().reversed())
            .map(entry -> entry.getKey() + " " + Quantity.count(entry.getValue()))
            .collect(Collectors.joining(", "));
    return String.format(
            Locale.ROOT,
            "%.0f s, %s, %.1f/s",
            seconds,
            Quantity.count(all, "measurement"),
            all / seconds)
        + (outcomes.isEmpty() ? "" : ", " + outcomes);
  }

  private String row(LatencyLine line) {
    String name = line.phase() + " " + line.target() + " (" + line.clock() + ")";
    long gained = line.count() - counted.getOrDefault(name, 0L);
    counted.put(name, line.count());
    ArrayDeque<Long> past = history.computeIfAbsent(name, any -> new ArrayDeque<>());
    past.addLast(gained);
    if (past.size() > HISTORY) {
      past.removeFirst();
    }
    return String.format(
        Locale.ROOT,
        "  %-46s %8s %6s failed  %s  %s",
        name,
        Quantity.count(line.count()),
        Quantity.count(line.failures()),
        times(line),
        Sparkline.of(past, unicode));
  }

  private static String times(LatencyLine line) {
    return String.format(
        Locale.ROOT,
        "p50 %8s  p99 %8s  max %8s",
        Quantity.span(line.p50Nanos()),
        Quantity.span(line.p99Nanos()),
        line.count() == 0 ? "-" : Quantity.span(line.maxNanos()));
  }
}
