package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.observation.Outcome;
import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One line for each server endpoint: these counts are complete, however large the capture was. */
final class ListenerTable {
  private static final int LINES = 200;

  private ListenerTable() {}

  static void write(Report report, Markup page) {
    if (report.listeners().isEmpty()) {
      return;
    }
    Grid grid =
        new Grid(
            "",
            "Every attempt is counted here.",
            "server",
            "#attempts",
            "outcomes",
            "#clients",
            "#handshake p50",
            "#handshake p99");
    report.listeners().stream()
        .limit(LINES)
        .forEach(
            line ->
                grid.row("")
                    .text(line.server().toString())
                    .count(line.attempts())
                    .text(outcomes(line))
                    .count(line.clients())
                    .span(line.handshakeP50Nanos())
                    .span(line.handshakeP99Nanos()));
    page.open("section", "class", "card").leaf("h2", "Servers");
    grid.write(page);
    if (report.listeners().size() > LINES) {
      page.leaf(
          "p",
          "The first "
              + LINES
              + " of "
              + Quantity.count(report.listeners().size())
              + " servers are listed.",
          "class",
          "faint");
    }
    page.close();
  }

  private static String outcomes(ListenerLine line) {
    return line.byOutcome().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.<Outcome, Long>comparingByValue().reversed())
        .map(entry -> Quantity.count(entry.getValue()) + " " + words(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  static String words(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
