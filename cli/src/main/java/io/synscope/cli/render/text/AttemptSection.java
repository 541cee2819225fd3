package io.synscope.cli.render.text;

import io.synscope.observation.Endpoint;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One line for each attempt; for few attempts always, for many only when asked. */
final class AttemptSection {
  private static final int FEW = 12;

  private AttemptSection() {}

  static void write(Report report, boolean all, FrameList frames, Page page) {
    List<AttemptLine> attempts = report.attempts();
    if (attempts.isEmpty()) {
      return;
    }
    if (!all && report.attemptsTotal() > FEW) {
      page.paragraph(
          2,
          Quantity.count(report.attemptsTotal()) + " attempts: -v lists them, --format json too.",
          Ink.FAINT);
      return;
    }
    Map<Endpoint, List<AttemptLine>> byServer =
        attempts.stream()
            .collect(
                Collectors.groupingBy(
                    AttemptLine::server, LinkedHashMap::new, Collectors.toList()));
    Table table =
        new Table()
            .left("client", "outcome", "life")
            .right("SYN", "SYN-ACK", "handshake")
            .left("seen in");
    byServer.forEach(
        (server, its) -> {
          table.group("to " + Place.words(server));
          its.forEach(a -> table.row(cells(a, frames)));
        });
    page.title("Attempts");
    table.on(page, 2);
  }

  private static List<String> cells(AttemptLine attempt, FrameList frames) {
    return List.of(
        "  "
            + Place.words(attempt.client())
            + (attempt.incarnation() > 0 ? " #" + attempt.incarnation() : ""),
        OutcomeColumn.of(attempt.outcome()).title(),
        attempt.story().word(),
        syns(attempt),
        String.valueOf(attempt.synAcks()),
        Quantity.spanOrDash(attempt.handshakeNanos()),
        attempt.frames().isEmpty() ? attempt.reason() : frames.few(attempt.frames()));
  }

  /** The count, and when each repetition was sent. */
  private static String syns(AttemptLine attempt) {
    List<Long> offsets = attempt.synOffsetsNanos();
    return offsets.size() < 2
        ? String.valueOf(attempt.syns())
        : attempt.syns() + " (+" + Quantity.span(offsets.get(offsets.size() - 1)) + ")";
  }
}
