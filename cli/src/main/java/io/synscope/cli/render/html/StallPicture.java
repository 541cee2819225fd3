package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.finding.Finding;
import io.synscope.report.ExchangeSummary.StallLine;
import io.synscope.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Each time a server answered nobody: when, how long, how many waited, and whose command it was;
 * the longest from near.
 */
final class StallPicture {
  private static final Set<String> STALLING =
      Set.of("redis_slow_command", "redis_busy_script", "app_hung");
  private static final int STALLS_DRAWN = 16;
  private static final int STALLS_NEAR = 2;
  private static final double LEFT = 16;
  private static final double RIGHT = 844;
  private static final double LANE = 32;

  private final Report report;
  private final List<StallLine> all;

  private StallPicture(Report report, List<StallLine> all) {
    this.report = report;
    this.all = all;
  }

  private static List<StallLine> stalls(Report report) {
    return report.exchanges().map(e -> e.stalls()).orElse(List.of());
  }

  /** The first finding that stalls are a sign of, for each server, is told with them. */
  private static boolean shows(Finding finding, StallLine stall, Report report) {
    return report.findings().stream()
        .filter(other -> STALLING.contains(other.cause().id()))
        .filter(
            other ->
                other.server().map(Object::toString).filter(stall.server()::equals).isPresent())
        .findFirst()
        .filter(finding::equals)
        .isPresent();
  }

  /** The stalls that this finding is about. */
  static void of(Finding finding, Report report, Markup page) {
    List<StallLine> own =
        stalls(report).stream().filter(stall -> shows(finding, stall, report)).toList();
    if (!own.isEmpty()) {
      new StallPicture(report, own).write(page);
    }
  }

  /**
   * Those that no finding is about. Without a command that explains them they are left to the
   * findings, if there are any: what is wrong on the path makes servers look silent, too.
   */
  static void rest(Report report, Markup page) {
    List<StallLine> rest =
        stalls(report).stream()
            .filter(stall -> report.findings().isEmpty() || !stall.culprit().isEmpty())
            .filter(stall -> report.findings().stream().noneMatch(f -> shows(f, stall, report)))
            .toList();
    if (!rest.isEmpty()) {
      page.open("section", "class", "card").leaf("h2", "When the server answered nobody");
      new StallPicture(report, rest).write(page);
      page.close();
    }
  }

  private void write(Markup page) {
    List<StallLanes> near =
        all.stream()
            .sorted(Comparator.comparingLong(StallLine::durationNanos).reversed())
            .map(StallLanes::new)
            .filter(lanes -> !lanes.empty())
            .limit(STALLS_NEAR)
            .toList();
    if (all.size() > 1 || near.isEmpty()) {
      overview(page);
    }
    near.forEach(lanes -> lanes.write(page));
  }

  private void overview(Markup page) {
    List<StallLine> stalls =
        all.stream()
            .sorted(Comparator.comparingLong(StallLine::durationNanos).reversed())
            .limit(STALLS_DRAWN)
            .sorted(Comparator.comparingLong(StallLine::startNanos))
            .toList();
    long first = Math.min(stalls.get(0).startNanos(), report.input().firstNanos());
    long end =
        stalls.stream().mapToLong(s -> s.startNanos() + s.durationNanos()).max().orElse(first);
    TimeAxis time = new TimeAxis(first, Math.max(end, report.input().lastNanos()), LEFT, RIGHT);
    double floor = stalls.size() * LANE + 8;
    Drawing drawing =
        Drawing.begin("stalls", stalls.size() + " stalls over time", floor + 24, page);
    time.write(drawing, 0, floor);
    for (int i = 0; i < stalls.size(); i++) {
      lane(stalls.get(i), time, i * LANE, drawing, page);
    }
    drawing.caption(note(all.size(), stalls.size()));
  }

  private static void lane(StallLine stall, TimeAxis time, double y, Drawing drawing, Markup page) {
    double x = time.x(stall.startNanos());
    double width = Math.max(3, time.x(stall.startNanos() + stall.durationNanos()) - x);
    boolean leftward = x + width / 2 > (LEFT + RIGHT) / 2;
    drawing.group("stall");
    page.leaf("title", words(stall) + ", from " + Quantity.timeOfDay(stall.startNanos()) + " UTC");
    drawing.rect("pausebar", x, y + 20, width, 11, "");
    drawing.text(
        words(stall),
        "halo",
        leftward ? x + width : x,
        y + 14,
        leftward ? Anchor.END : Anchor.START);
    drawing.end();
  }

  private static String words(StallLine stall) {
    String culprit =
        stall.culprit().isEmpty()
            ? "no command was outstanding"
            : stall.culprit() + " of " + stall.culpritClient();
    return Quantity.span(stall.durationNanos())
        + ", "
        + Quantity.count(stall.connections(), "connection")
        + " waited: "
        + culprit;
  }

  private static String note(int all, int drawn) {
    return "A bar is a time in which no connection of the server got an answer; the command named was being executed when it began."
        + (all > drawn
            ? " The longest " + drawn + " of " + Quantity.count(all) + " are drawn."
            : "");
  }
}
