package io.synscope.cli.render.text;

import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.report.Glance;
import io.synscope.report.ListenerLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a live capture stands, in a few lines that are drawn again and again. */
public final class GlanceText {
  private static final int LISTENERS = 8;
  private static final int FINDINGS = 6;

  private final TextStyle style;

  /** Lines of at most the style's width. */
  public GlanceText(TextStyle style) {
    this.style = style;
  }

  /**
   * {@return the lines}
   *
   * @param before the last glance, for rates; the same one when it is the first
   * @param seconds since the capture began
   * @param lost packets that were lost
   */
  public List<String> lines(Glance now, Glance before, double seconds, long lost) {
    List<String> lines = new ArrayList<>();
    double between = Math.max(1e-3, (now.nanos() - before.nanos()) / 1e9);
    lines.add(
        String.format(
            Locale.ROOT,
            "%.0f s  %s (%.0f/s, %s lost)  %s answered (%.0f/s), %s",
            seconds,
            Quantity.count(now.packets(), "packet"),
            (now.packets() - before.packets()) / between,
            Quantity.count(lost),
            Quantity.count(now.answered(), "request"),
            (now.answered() - before.answered()) / between,
            Quantity.count(now.errorReplies(), "error reply").replace("replys", "replies")));
    now.listeners().stream()
        .sorted(Comparator.comparingLong(ListenerLine::attempts).reversed())
        .limit(LISTENERS)
        .map(GlanceText::listener)
        .forEach(lines::add);
    if (now.listeners().size() > LISTENERS) {
      lines.add(
          "  and " + Quantity.count(now.listeners().size() - LISTENERS, "listener") + " more");
    }
    if (now.standing().isEmpty()) {
      lines.add("  nothing wrong so far");
    }
    now.standing().stream()
        .sorted(Comparator.comparing(Finding::severity, Comparator.reverseOrder()))
        .limit(FINDINGS)
        .forEach(finding -> finding(finding, lines));
    return lines.stream().map(this::fit).toList();
  }

  private static String listener(ListenerLine line) {
    String outcomes =
        Arrays.stream(OutcomeColumn.values())
            .filter(column -> column.count(line) > 0)
            .map(column -> column.title() + " " + Quantity.count(column.count(line)))
            .collect(Collectors.joining(", "));
    String times =
        line.handshakeP50Nanos() == 0
            ? ""
            : "  p50 "
                + Quantity.span(line.handshakeP50Nanos())
                + " p99 "
                + Quantity.span(line.handshakeP99Nanos());
    return "  " + line.server() + "  " + outcomes + times;
  }

  private void finding(Finding finding, List<String> lines) {
    String text =
        "  " + words(finding) + " (last " + Quantity.timeOfDay(finding.last().nanos()) + ")";
    int width = style.width() - 1;
    lines.add(text.substring(0, Math.min(width, text.length())));
    if (text.length() > width) {
      lines.add("    " + text.substring(width));
    }
  }

  /** {@return one line that says that a finding has become certain} */
  public String begun(Finding finding, long nanos) {
    return Legible.of(Quantity.timeOfDay(nanos) + "  " + words(finding), style);
  }

  /** {@return one line that says that a finding is over} */
  public String ended(Finding finding, long nanos) {
    return Legible.of(
        Quantity.timeOfDay(nanos)
            + "  over: "
            + finding.cause().id()
            + finding.server().map(server -> " at " + server).orElse("")
            + ", last seen "
            + Quantity.timeOfDay(finding.last().nanos()),
        style);
  }

  private static String words(Finding finding) {
    Severity severity = finding.severity();
    return SeverityMark.of(severity).glyph()
        + " "
        + severity.name().toLowerCase(Locale.ROOT)
        + "  "
        + finding.cause().id()
        + "  "
        + finding.sentence();
  }

  private String fit(String line) {
    String clean = Legible.of(line, style);
    return clean.substring(0, Math.min(clean.length(), style.width() - 1));
  }
}
