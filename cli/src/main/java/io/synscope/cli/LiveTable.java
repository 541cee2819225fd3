package io.synscope.cli;

import io.synscope.cli.render.text.Quantity;
import io.synscope.cli.terminal.Terminal;
import io.synscope.report.LatencyLine;
import io.synscope.run.Probe;
import io.synscope.run.ProbeResult;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A table on the talk stream that is redrawn while a probe runs, for a person who watches it. */
final class LiveTable {
  private static final long BETWEEN_MILLIS = 500;
  private static final int MOST_ROWS = 20;
  private static final int HISTORY = 24;

  private final Probe probe;
  private final Terminal terminal;
  private final ScheduledExecutorService clock;
  private final Map<String, ArrayDeque<Long>> history = new HashMap<>();
  private final Map<String, Long> counted = new HashMap<>();
  private int drawn;

  private LiveTable(Probe probe, Terminal terminal, ScheduledExecutorService clock) {
    this.probe = probe;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** {@return a table of this probe where a person looks, otherwise one that draws nothing} */
  static LiveTable over(Probe probe, Terminal terminal, OutputOptions output) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "live table");
              thread.setDaemon(true);
              return thread;
            });
    LiveTable table = new LiveTable(probe, terminal, clock);
    if (output.progress(terminal) && !output.verbose()) {
      var unused =
          clock.scheduleAtFixedRate(
              table::redraw, BETWEEN_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
    }
    return table;
  }

  private synchronized void redraw() {
    erase();
    List<String> lines = lines(probe.soFar());
    lines.forEach(terminal.talk()::println);
    drawn = lines.size();
  }

  private void erase() {
    if (drawn > 0) {
      terminal.talk().print("\u001b[" + drawn + "A\u001b[J");
      terminal.talk().flush();
      drawn = 0;
    }
  }

  private List<String> lines(ProbeResult result) {
    double seconds = Math.max(1e-3, (result.lastNanos() - result.firstNanos()) / 1e9);
    long all = result.counts().attempts() + result.counts().requests();
    String head =
        String.format(
            Locale.ROOT,
            "%.0f s, %s, %.1f/s  %s",
            seconds,
            Quantity.count(all, "measurement"),
            all / seconds,
            result.counts().byOutcome());
    List<String> rows =
        result.latency().stream()
            .filter(line -> line.phase().equals("CONNECT") || line.phase().equals("ROUND_TRIP"))
            .filter(line -> !line.clock().equals("intended"))
            .sorted(Comparator.comparingLong(LatencyLine::failures).reversed())
            .limit(MOST_ROWS)
            .map(this::row)
            .toList();
    return Stream.concat(Stream.of(head), rows.stream()).toList();
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
        "  %-46s %8s %6s failed  p50 %8s  p99 %8s  max %8s  %s",
        name,
        Quantity.count(line.count()),
        Quantity.count(line.failures()),
        Quantity.span(line.p50Nanos()),
        Quantity.span(line.p99Nanos()),
        Quantity.span(line.maxNanos()),
        Sparkline.of(past, terminal.unicode()));
  }

  /** Takes the table away. */
  void close() {
    clock.shutdownNow();
    synchronized (this) {
      erase();
    }
  }
}
