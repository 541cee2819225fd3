package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import java.util.List;
import java.util.Locale;

/** Attempts over time, stacked by what became of them, with the findings as bars below. */
final class TimelinePicture {
  private static final double LEFT = 52;
  private static final double RIGHT = 840;
  private static final double TOP = 12;
  private static final double LANE = 22;
  private static final double WIDEST_BAR = 40;
  private static final double LETTER_WIDTH = 6.5;
  private static final int FINDINGS_DRAWN = 8;

  private final Report report;
  private final String prefix;
  private final AttemptBins bins;
  private final TimeAxis time;
  private final double highest;
  private final double bottom;

  TimelinePicture(Report report, String prefix) {
    this.report = report;
    this.prefix = prefix;
    this.bins = AttemptBins.of(report);
    this.time = new TimeAxis(bins.startNanos(), bins.endNanos(), LEFT, RIGHT);
    this.highest = AttemptBins.even(bins.highest());
    this.bottom = TOP + (highest <= 4 ? 60 : highest <= 20 ? 100 : 160);
  }

  void write(Markup page) {
    if (report.attempts().size() < 2 || bins.highest() == 0) {
      return;
    }
    List<Finding> marks =
        report.findings().stream().filter(f -> f.first().seen()).limit(FINDINGS_DRAWN).toList();
    page.open("section", "class", "card").leaf("h2", "Connection attempts over time");
    Drawing drawing =
        Drawing.begin("timeline", spoken(), bottom + 28 + LANE * marks.size() + 4, page);
    axes(drawing);
    for (int i = 0; i < bins.counts().length; i++) {
      bar(i, drawing);
    }
    for (Finding mark : marks) {
      mark(mark, report.findings().indexOf(mark) + 1, marks.indexOf(mark), drawing, page);
    }
    drawing.caption();
    legend(page);
    page.close().close();
  }

  private double y(double count) {
    return bottom - count / highest * (bottom - TOP);
  }

  private void axes(Drawing drawing) {
    time.write(drawing, TOP, bottom);
    for (double count :
        highest > 1 ? new double[] {0, highest / 2, highest} : new double[] {0, 1}) {
      drawing.line("grid", LEFT, y(count), RIGHT, y(count));
      drawing.text(Quantity.count((long) count), "faint", LEFT - 6, y(count) + 4, Anchor.END);
    }
  }

  private void bar(int span, Drawing drawing) {
    long from = bins.startNanos() + span * bins.spanNanos();
    double left = time.x(from);
    double width = Math.max(1.5, time.x(from + bins.spanNanos()) - left - 1);
    double below = 0;
    for (OutcomeGroup group : OutcomeGroup.values()) {
      int count = bins.counts()[span][group.ordinal()];
      if (count > 0) {
        String title =
            Quantity.timeOfDay(from)
                + " + "
                + Quantity.span(bins.spanNanos())
                + ": "
                + Quantity.count(count)
                + " "
                + group.words();
        double height = y(below) - y(below + count);
        drawing.rect(
            group.ink(), left, y(below + count), Math.min(width, WIDEST_BAR), height, title);
        below += count;
      }
    }
  }

  private void mark(Finding finding, int number, int lane, Drawing drawing, Markup page) {
    double y = bottom + 30 + LANE * lane;
    double from = time.x(finding.first().nanos());
    double to = Math.max(from + 4, time.x(finding.last().nanos()));
    String words = "F" + number + " " + FindingSection.words(finding.cause().id());
    boolean leftward = from + words.length() * LETTER_WIDTH > RIGHT;
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    page.open("a", "href", "#" + prefix + "F" + number, "class", "mark " + severity);
    page.leaf("title", finding.sentence());
    drawing.rect("", from, y, to - from, 4, "");
    drawing.text(words, "", leftward ? to : from, y + 16, leftward ? Anchor.END : Anchor.START);
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
        + (report.findings().isEmpty() ? "" : " Below, from when to when each finding was seen.")
        + (untold > 0
            ? " Of "
                + Quantity.count(report.attemptsTotal())
                + " attempts the report keeps the newest "
                + Quantity.count(report.attempts().size())
                + "; the others are counted by server below."
            : "");
  }
}
