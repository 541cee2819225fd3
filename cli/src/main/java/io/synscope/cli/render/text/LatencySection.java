package io.synscope.cli.render.text;

import io.synscope.report.Input;
import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;

/** Percentiles by phase, target and clock, each with a bar on one common axis. */
final class LatencySection {
  private static final int BAR = 20;
  private static final String CLOCKS =
      "kernel: microseconds off the wire. user: this host's waking up is in it. intended: so is a "
          + "late start. --self-check measures how far off.";

  private LatencySection() {}

  static void write(Report report, Page page) {
    List<LatencyLine> lines = Screenful.latency(report);
    if (lines.isEmpty() || ManyTargetsSection.write(report, page)) {
      return;
    }
    PercentileBar bars = PercentileBar.over(lines, BAR);
    Table table = new Table().left("phase, target, clock").right("count");
    boolean failures = lines.stream().anyMatch(l -> l.failures() > 0);
    if (failures) {
      table.right("failed");
    }
    table.right("p50", "p99", "max").left("");
    for (LatencyLine l : lines) {
      table.row(cells(l, failures, bars.of(l, page.style().unicode())));
    }
    page.title("Latency");
    table.on(page, 2);
    if (report.input().kind() == Input.Kind.PROBE) {
      page.paragraph(2, CLOCKS, Ink.FAINT);
    }
    String legend =
        report.latency().stream().anyMatch(line -> line.count() > 0)
            ? "Bars: least to greatest, thick from p50 to p99, on a logarithmic axis from "
                + bars.axis()
                + "."
            : "";
    page.paragraph(
        2,
        (legend + (failures ? " Failed attempts count as infinitely long." : "")).strip(),
        Ink.FAINT);
  }

  private static List<String> cells(LatencyLine line, boolean failures, String bar) {
    List<String> cells = new ArrayList<>();
    cells.add(line.phase() + " " + line.target() + " (" + line.clock() + ")");
    cells.add(Quantity.count(line.count()));
    if (failures) {
      cells.add(line.failures() == 0 ? "-" : Quantity.count(line.failures()));
    }
    cells.add(Quantity.spanOrDash(line.p50Nanos()));
    cells.add(Quantity.spanOrDash(line.p99Nanos()));
    cells.add(Quantity.spanOrDash(line.maxNanos()));
    cells.add(bar);
    return cells;
  }
}
