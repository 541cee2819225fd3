package io.synscope.cli.render.text;

import io.synscope.report.Input;
import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
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
      String name = l.phase() + " " + l.target() + " (" + l.clock() + ")";
      String bar = bars.of(l, page.style().unicode());
      String max = Quantity.spanOrDash(l.maxNanos());
      if (failures) {
        table.row(
            name,
            Quantity.count(l.count()),
            l.failures() == 0 ? "-" : Quantity.count(l.failures()),
            Quantity.spanOrDash(l.p50Nanos()),
            Quantity.spanOrDash(l.p99Nanos()),
            max,
            bar);
      } else {
        table.row(
            name,
            Quantity.count(l.count()),
            Quantity.spanOrDash(l.p50Nanos()),
            Quantity.spanOrDash(l.p99Nanos()),
            max,
            bar);
      }
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
}
