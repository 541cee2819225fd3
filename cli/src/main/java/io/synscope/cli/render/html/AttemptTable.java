package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.observation.FrameId;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attempts that a person may want to look up; of very many, those that did not go well first.
 */
final class AttemptTable {
  private static final int LINES = 2000;

  private final Report report;
  private final String prefix;

  AttemptTable(Report report, String prefix) {
    this.report = report;
    this.prefix = prefix;
  }

  void write(Markup page) {
    if (report.attempts().isEmpty()) {
      return;
    }
    List<AttemptLine> listed = listed();
    long servers = listed.stream().map(AttemptLine::server).distinct().count();
    String to = servers == 1 ? " to " + listed.get(0).server() : "";
    Grid grid =
        new Grid(
            prefix + "attempts",
            "Connection attempts" + to,
            "outcome",
            "#began",
            "client",
            "server",
            "story",
            "#SYNs",
            "#SYN-ACKs",
            "#handshake",
            "#frame",
            "reason");
    listed.forEach(attempt -> row(attempt, servers > 1, grid));
    page.open("section", "class", "card").leaf("h2", "Attempts");
    if (listed.size() < report.attemptsTotal()) {
      page.leaf(
          "p",
          Quantity.count(listed.size())
              + " of "
              + Quantity.count(report.attemptsTotal())
              + " attempts are listed, those that did not go well before those that did; the pictures and the table of servers count more, --format ndjson has every one.",
          "class",
          "faint");
    }
    grid.write(page);
    page.close();
  }

  private List<AttemptLine> listed() {
    List<AttemptLine> all = report.attempts();
    if (all.size() <= LINES) {
      return all;
    }
    return Stream.concat(
            all.stream().filter(attempt -> attempt.story() != Story.OK),
            all.stream().filter(attempt -> attempt.story() == Story.OK))
        .limit(LINES)
        .sorted(Comparator.comparingLong(AttemptLine::startNanos))
        .toList();
  }

  private static void row(AttemptLine attempt, boolean serverNamed, Grid grid) {
    grid.row(OutcomeGroup.of(attempt.outcome()).ink())
        .text(ListenerTable.words(attempt.outcome()))
        .cell(Quantity.timeOfDay(attempt.startNanos()), attempt.startNanos())
        .text(attempt.client().toString())
        .text(serverNamed ? attempt.server().toString() : "")
        .text(attempt.story().word().replace('_', ' '))
        .count(attempt.syns())
        .count(attempt.synAcks())
        .span(attempt.handshakeNanos())
        .cell(frame(attempt), attempt.firstFrame())
        .text(attempt.reason().isEmpty() ? attempt.reporter() : attempt.reason());
  }

  private static String frame(AttemptLine attempt) {
    long number = FrameId.number(attempt.firstFrame());
    return number == 0 ? "-" : Long.toString(number);
  }
}
