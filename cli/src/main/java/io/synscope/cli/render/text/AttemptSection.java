package io.synscope.cli.render.text;

import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.util.List;
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
    page.title("Attempts");
    Table table =
        new Table()
            .left("client > server", "outcome", "life")
            .right("SYN", "SYN-ACK", "handshake")
            .left("seen in");
    attempts.forEach(
        a ->
            table.row(
                a.client()
                    + " > "
                    + a.server()
                    + (a.incarnation() > 0 ? " #" + a.incarnation() : ""),
                OutcomeColumn.of(a.outcome()).title(),
                a.story().word(),
                syns(a),
                String.valueOf(a.synAcks()),
                Quantity.spanOrDash(a.handshakeNanos()),
                where(a, frames)));
    table.on(page, 2);
  }

  /** The count, and when each repetition was sent. */
  private static String syns(AttemptLine attempt) {
    List<Long> offsets = attempt.synOffsetsNanos();
    return offsets.size() < 2
        ? String.valueOf(attempt.syns())
        : attempt.syns() + " (+" + Quantity.span(offsets.get(offsets.size() - 1)) + ")";
  }

  private static String where(AttemptLine attempt, FrameList frames) {
    if (attempt.frames().isEmpty()) {
      return attempt.reason();
    }
    List<Long> few = attempt.frames().stream().limit(3).collect(Collectors.toList());
    return frames.words(few).replace("frames ", "").replace("frame ", "")
        + (attempt.frames().size() > 3 ? ", .." : "");
  }
}
