package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import java.util.List;
import java.util.Locale;

/** Attempts over time, stacked by what became of them, with the findings as bars below. */
final class TimelinePicture {
  private static final double LEFT = 52;
  private static final double RIGHT = 850;
  private static final double TOP = 12;
  private static final double BOTTOM = 172;
  private static final double LANE = 22;
  private static final int FINDINGS_DRAWN = 8;

  private final Report report;
  private final String prefix;
  private final AttemptBins bins;

  TimelinePicture(Report report, String prefix) {
    this.report = report;
    this.prefix = prefix;
    this.bins = AttemptBins.of(report);
  }

  void write(Markup page) {
    if (report.attempts().size() < 2 || bins.highest() == 0) {
      return;
    }
    List<Finding> marks =
        report.findings().stream().filter(f -> f.first().seen()).limit(FINDINGS_DRAWN).toList();
    double height = BOTTOM + 26 + LANE * marks.size() + 4;
    page.open("section", "class", "card").leaf("h2", "Connection attempts over time");
    page.open("figure")
        .open(
            "div",
            "class",
            "wide",
            "tabindex",
            "0",
            "role",
            "group",
            "aria-label",
            "attempts over time");
    page.open(
        "svg",
        "class",
        "picture timeline",
        "role",
        "img",
        "aria-label",
        spoken(),
        "viewBox",
        String.format(Locale.ROOT, "0 0 860 %.0f", height),
        "xmlns",
        "http://www.w3.org/2000/svg");
    axes(page);
    for (int i = 0; i < bins.counts().length; i++) {
      bar(i, page);
    }
    for (Finding mark : marks) {
      mark(mark, report.findings().indexOf(mark) + 1, marks.indexOf(mark), page);
    }
    page.close().close();
    legend(page);
    page.close().close();
  }

  private double x(long nanos) {
    double share = (double) (nanos - bins.startNanos()) / (bins.endNanos() - bins.startNanos());
    return LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT);
  }

  private double y(double count) {
    return BOTTOM - count / top() * (BOTTOM - TOP);
  }

  private double top() {
    return AttemptBins.round(bins.highest());
  }

  private void axes(Markup page) {
    for (double count : top() > 1 ? new double[] {0, top() / 2, top()} : new double[] {0, 1}) {
      page.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y(count), "y2", y(count));
      page.leaf(
          "text",
          count == Math.rint(count) ? Quantity.count((long) count) : "",
          "class",
          "faint",
          "x",
          LEFT - 6,
          "y",
          y(count) + 4,
          "text-anchor",
          "end");
    }
    for (int i = 0; i <= 4; i++) {
      long at = bins.startNanos() + (bins.endNanos() - bins.startNanos()) / 4 * i;
      page.leaf(
          "text",
          Quantity.timeOfDay(at),
          "class",
          "faint",
          "x",
          LEFT + (RIGHT - LEFT) / 4 * i,
          "y",
          BOTTOM + 17,
          "text-anchor",
          i == 0 ? "start" : i == 4 ? "end" : "middle");
    }
  }

  private void bar(int span, Markup page) {
    long from = bins.startNanos() + span * bins.spanNanos();
    double left = x(from);
    double width = Math.max(1.5, x(from + bins.spanNanos()) - left - 1);
    double below = 0;
    for (OutcomeGroup group : OutcomeGroup.values()) {
      int count = bins.counts()[span][group.ordinal()];
      if (count > 0) {
        page.open(
            "rect",
            "class",
            group.ink(),
            "x",
            left,
            "width",
            Math.min(width, 40),
            "y",
            y(below + count),
            "height",
            y(below) - y(below + count));
        page.leaf(
                "title",
                Quantity.timeOfDay(from)
                    + " + "
                    + Quantity.span(bins.spanNanos())
                    + ": "
                    + Quantity.count(count)
                    + " "
                    + group.words())
            .close();
        below += count;
      }
    }
  }

  private void mark(Finding finding, int number, int lane, Markup page) {
    double y = BOTTOM + 28 + LANE * lane;
    double from = x(finding.first().nanos());
    double to = Math.max(from + 4, x(finding.last().nanos()));
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    String words = "F" + number + " " + FindingSection.words(finding.cause().id());
    boolean leftward = from > (LEFT + RIGHT) / 2;
    page.open("a", "href", "#" + prefix + "F" + number, "class", "mark " + severity);
    page.leaf("title", finding.sentence());
    page.empty("rect", "x", from, "width", to - from, "y", y, "height", 4.0, "rx", 2.0);
    page.leaf(
        "text",
        words,
        "x",
        leftward ? to : from,
        "y",
        y + 16,
        "text-anchor",
        leftward ? "end" : "start");
    page.close();
  }

  private String spoken() {
    StringBuilder words = new StringBuilder("Attempts: ");
    for (OutcomeGroup group : OutcomeGroup.values()) {
      if (bins.total(group) > 0) {
        words
            .append(Quantity.count(bins.total(group)))
            .append(' ')
            .append(group.words())
            .append("; ");
      }
    }
    return words.append("by spans of ").append(Quantity.span(bins.spanNanos())).toString();
  }

  private void legend(Markup page) {
    page.open("figcaption");
    for (OutcomeGroup group : OutcomeGroup.values()) {
      if (bins.total(group) > 0) {
        page.open("span", "class", "key").leaf("i", "", "class", "swatch " + group.ink());
        page.text(" " + Quantity.count(bins.total(group)) + " " + group.words()).close();
      }
    }
    page.leaf("span", note(), "class", "faint").close();
  }

  private String note() {
    long untold = report.attemptsTotal() - report.attempts().size();
    return "Each bar counts the attempts that began within "
        + Quantity.span(bins.spanNanos())
        + "."
        + (untold > 0
            ? " Of "
                + Quantity.count(report.attemptsTotal())
                + " attempts the report keeps the newest "
                + Quantity.count(report.attempts().size())
                + "; the others are counted by server below."
            : "");
  }
}
