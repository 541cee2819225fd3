package io.synscope.cli.render.text;

import io.synscope.observation.Moment;
import io.synscope.observation.QueueCourse;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** When attempts began, by what became of them, and how full an accept queue was meanwhile. */
final class CourseSection {
  private static final int SPANS = 60;

  /** Fewer are read faster in the table of attempts. */
  private static final int FEWEST = 20;

  private final Report report;
  private final Page page;
  private final long from;
  private final long to;

  private CourseSection(Report report, Page page, LongSummaryStatistics times) {
    this.report = report;
    this.page = page;
    this.from = times.getMin();
    this.to = times.getMax() + 1;
  }

  /** Where something was found; a quiet report stays short. */
  static void write(Report report, Page page) {
    LongSummaryStatistics times =
        report.attempts().stream()
            .mapToLong(AttemptLine::startNanos)
            .filter(nanos -> nanos != Moment.NEVER)
            .summaryStatistics();
    if (!report.findings().isEmpty()
        && times.getCount() >= FEWEST
        && times.getMax() - times.getMin() >= SPANS) {
      if (report.input().lastNanos() != Moment.NEVER) {
        times.accept(report.input().lastNanos());
      }
      new CourseSection(report, page, times).write();
    }
  }

  private void write() {
    Map<OutcomeColumn, List<Long>> rows = new EnumMap<>(OutcomeColumn.class);
    for (AttemptLine attempt : report.attempts()) {
      if (attempt.startNanos() != Moment.NEVER) {
        List<Long> row = rows.computeIfAbsent(OutcomeColumn.of(attempt.outcome()), o -> empty());
        int span = span(attempt.startNanos());
        row.set(span, row.get(span) + 1);
      }
    }
    long most = rows.values().stream().flatMap(List::stream).mapToLong(n -> n).max().orElse(1);
    String clock = Quantity.timeOfDay(from) + " to " + Quantity.timeOfDay(to);
    Table table = new Table().left("outcome").left(clock).right("most a bar", "in all");
    boolean unicode = page.style().unicode();
    rows.forEach(
        (outcome, row) ->
            table.row(
                outcome.title(),
                Sparkline.of(row, most, unicode),
                Quantity.count(Collections.max(row)),
                Quantity.count(row.stream().mapToLong(n -> n).sum())));
    for (QueueCourse queue : report.overTime().queues()) {
      List<Long> row = waiting(queue);
      table.row(
          "accept queue", Sparkline.of(row, unicode), Quantity.count(Collections.max(row)), "-");
    }
    page.title("Attempts over time");
    table.on(page, 2);
    page.paragraph(
        2,
        "A bar is "
            + Quantity.span((to - from) / SPANS)
            + "."
            + (report.overTime().queues().isEmpty()
                ? ""
                : " Accept queue: complete and not yet served, as many as it holds, on a scale of its"
                    + " own."),
        Ink.FAINT);
  }

  private static List<Long> empty() {
    return new ArrayList<>(Collections.nCopies(SPANS, 0L));
  }

  private int span(long nanos) {
    double share = (double) (nanos - from) / (to - from);
    return (int) Math.max(0, Math.min(SPANS - 1, share * SPANS));
  }

  /** The most that waited within each span, as far as there was room. */
  private List<Long> waiting(QueueCourse queue) {
    List<Long> row = empty();
    long waiting = 0;
    int reached = 0;
    for (QueueCourse.Step step : queue.steps()) {
      int span = span(step.nanos());
      for (int i = reached; i <= span; i++) {
        row.set(i, Math.max(row.get(i), waiting));
      }
      waiting = queue.fullAt() > 0 ? Math.min(queue.fullAt(), step.waiting()) : step.waiting();
      row.set(span, Math.max(row.get(span), waiting));
      reached = span + 1;
    }
    for (int i = reached; i < SPANS; i++) {
      row.set(i, waiting);
    }
    return row;
  }
}
