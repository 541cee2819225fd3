package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.observation.FrameId;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.Report;
import java.util.List;
import java.util.stream.Collectors;

/** What was said inside: by command, the slowest single exchanges, and error replies. */
final class CommandTable {
  private static final int LINES = 300;

  private CommandTable() {}

  static void write(Report report, String prefix, Markup page) {
    if (report.exchanges().isEmpty() || report.exchanges().get().commands().isEmpty()) {
      return;
    }
    ExchangeSummary said = report.exchanges().get();
    page.open("section", "class", "card").leaf("h2", "Commands");
    commands(said, prefix).write(page);
    slowest(said, prefix, page);
    errors(said, prefix, page);
    page.close();
  }

  private static Grid commands(ExchangeSummary said, String prefix) {
    Grid grid =
        new Grid(
            prefix + "commands",
            "Commands, by the time they took in all",
            "command",
            "#count",
            "#errors",
            "#p50",
            "#p99",
            "#greatest",
            "#server p50",
            "#network p50",
            "#in all");
    said.commands().stream()
        .limit(LINES)
        .forEach(
            line ->
                grid.row("")
                    .text(line.command())
                    .count(line.traffic().count())
                    .count(line.traffic().errors())
                    .span(line.traffic().p50Nanos())
                    .span(line.traffic().p99Nanos())
                    .span(line.traffic().maxNanos())
                    .span(line.serverP50Nanos())
                    .span(line.networkP50Nanos())
                    .span(line.traffic().totalNanos()));
    return grid;
  }

  private static void slowest(ExchangeSummary said, String prefix, Markup page) {
    if (said.slowest().isEmpty()) {
      return;
    }
    Grid grid =
        new Grid(
            prefix + "slowest",
            "Slowest single exchanges",
            "command",
            "client",
            "server",
            "#took",
            "#server",
            "#network",
            "#queue",
            "frames");
    said.slowest().stream()
        .limit(LINES)
        .forEach(
            line ->
                grid.row("")
                    .text(line.command())
                    .text(line.client())
                    .text(line.server())
                    .span(line.totalNanos())
                    .span(line.serverNanos())
                    .span(line.networkNanos())
                    .span(line.queueNanos())
                    .text(frames(line.frames())));
    page.open("details").leaf("summary", "The slowest exchanges");
    grid.write(page);
    page.close();
  }

  private static void errors(ExchangeSummary said, String prefix, Markup page) {
    if (said.errors().isEmpty()) {
      return;
    }
    Grid grid =
        new Grid(
            prefix + "errors",
            "Error replies",
            "code",
            "client",
            "server",
            "#count",
            "first of them");
    said.errors().stream()
        .limit(LINES)
        .forEach(
            line ->
                grid.row("")
                    .text(line.error().code())
                    .text(line.client())
                    .text(line.server())
                    .count(line.error().count())
                    .text(line.error().text()));
    page.open("details", "open", "open")
        .leaf("summary", "Error replies: " + Quantity.count(said.errors().size(), "kind"));
    grid.write(page);
    page.close();
  }

  private static String frames(List<Long> frames) {
    return frames.stream()
        .limit(4)
        .map(frame -> Long.toString(FrameId.number(frame)))
        .collect(Collectors.joining(", "));
  }
}
