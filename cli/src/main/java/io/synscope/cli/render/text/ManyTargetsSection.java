package io.synscope.cli.render.text;

import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line for each target where a table of every phase and clock could not be read: worst first.
 */
final class ManyTargetsSection {
  private static final int MANY = 8;
  private static final int SHOWN = 20;
  private static final List<String> PHASES = List.of("CONNECT", "TLS", "ROUND_TRIP");
  private static final List<String> CLOCKS = List.of("kernel", "wire", "user");

  private final Map<String, List<LatencyLine>> byTarget = new LinkedHashMap<>();
  private final List<String> phases;

  private ManyTargetsSection(List<LatencyLine> lines) {
    for (LatencyLine line : lines) {
      if (PHASES.contains(line.phase())) {
        byTarget.computeIfAbsent(line.target(), any -> new ArrayList<>()).add(line);
      }
    }
    phases =
        PHASES.stream()
            .filter(phase -> lines.stream().anyMatch(line -> line.phase().equals(phase)))
            .toList();
  }

  /** {@return whether there were so many targets that this was written} */
  static boolean write(Report report, Page page) {
    ManyTargetsSection section = new ManyTargetsSection(report.latency());
    if (section.byTarget.size() <= MANY) {
      return false;
    }
    section.write(page);
    return true;
  }

  private void write(Page page) {
    Table table = new Table().left("target").right("count", "failed");
    phases.forEach(phase -> table.right(phase + " p50", "p99"));
    List<String> worst =
        byTarget.keySet().stream()
            .sorted(
                Comparator.comparingLong(this::failures)
                    .thenComparingLong(this::slowness)
                    .reversed())
            .limit(SHOWN)
            .toList();
    worst.forEach(target -> table.row(cells(target)));
    page.title("Latency");
    table.on(page, 2);
    String rest =
        byTarget.size() > worst.size()
            ? " "
                + Quantity.count(byTarget.size() - worst.size(), "target")
                + " more that did better."
            : "";
    page.paragraph(
        2,
        "Worst first, by the kernel's clock where it tells."
            + rest
            + " --format json has every phase and clock.",
        Ink.FAINT);
  }

  private List<String> cells(String target) {
    List<String> cells = new ArrayList<>();
    cells.add(target);
    cells.add(Quantity.count(best(target).mapToLong(LatencyLine::count).max().orElse(0)));
    cells.add(failures(target) == 0 ? "-" : Quantity.count(failures(target)));
    for (String phase : phases) {
      Optional<LatencyLine> line = best(target, phase);
      cells.add(Quantity.spanOrDash(line.map(LatencyLine::p50Nanos).orElse(0L)));
      cells.add(Quantity.spanOrDash(line.map(LatencyLine::p99Nanos).orElse(0L)));
    }
    return cells;
  }

  /** Of a phase that failed, the next one has nothing to tell: the sum counts each attempt once. */
  private long failures(String target) {
    return best(target).mapToLong(LatencyLine::failures).sum();
  }

  private long slowness(String target) {
    return best(target).mapToLong(LatencyLine::p99Nanos).max().orElse(0);
  }

  private Stream<LatencyLine> best(String target) {
    return phases.stream().flatMap(phase -> best(target, phase).stream());
  }

  private Optional<LatencyLine> best(String target, String phase) {
    return byTarget.getOrDefault(target, List.of()).stream()
        .filter(line -> line.phase().equals(phase) && CLOCKS.contains(line.clock()))
        .min(Comparator.comparingInt(line -> CLOCKS.indexOf(line.clock())));
  }
}
