package io.synscope.cli.render.html;

import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several runs side by side: what each says, and their latencies in one picture a phase. */
final class ComparisonSection {
  private ComparisonSection() {}

  static void write(List<Exhibit> runs, Markup page) {
    page.open("section", "class", "comparison").leaf("h1", runs.size() + " runs side by side");
    Grid grid =
        new Grid("runs", "What each run says", "run", "severity", "cause", "sentence", "#attempts");
    for (int i = 0; i < runs.size(); i++) {
      Report report = runs.get(i).report();
      grid.row("s-" + i)
          .text(runs.get(i).title())
          .text(report.headline().severity().name().toLowerCase(Locale.ROOT))
          .text(FindingSection.words(report.headline().cause()))
          .text(report.headline().sentence())
          .count(report.attemptsTotal());
    }
    page.open("div", "class", "card");
    grid.write(page);
    page.close();
    pictures(runs, page);
    page.close();
  }

  private static void pictures(List<Exhibit> runs, Markup page) {
    Map<String, List<PercentileSeries>> phases = new LinkedHashMap<>();
    for (Exhibit run : runs) {
      for (LatencyLine line : LatencyLines.of(run.report())) {
        phases
            .computeIfAbsent(LatencySection.name(line), none -> new ArrayList<>())
            .add(PercentileSeries.of(run.title() + ", " + line.target(), line));
      }
    }
    phases.forEach(
        (name, series) -> {
          if (series.size() > 1) {
            page.open("div", "class", "card").leaf("h2", name);
            new PercentilePicture(series).write(name, page);
            page.close();
          }
        });
  }
}
