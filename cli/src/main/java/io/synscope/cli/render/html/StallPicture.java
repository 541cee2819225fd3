package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.report.ExchangeSummary.StallLine;
import io.synscope.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Each time a server answered nobody: when, how long, how many waited, and whose command it was.
 */
final class StallPicture {
  private static final int STALLS_DRAWN = 16;
  private static final int STALLS_NEAR = 2;
  private static final double LEFT = 16;
  private static final double RIGHT = 844;
  private static final double LANE = 30;

  private StallPicture() {}

  static void write(Report report, Markup page) {
    List<StallLine> all = report.exchanges().map(e -> e.stalls()).orElse(List.of());
    if (all.isEmpty()) {
      return;
    }
    List<StallLine> stalls =
        all.stream()
            .sorted(Comparator.comparingLong(StallLine::durationNanos).reversed())
            .limit(STALLS_DRAWN)
            .sorted(Comparator.comparingLong(StallLine::startNanos))
            .toList();
    long first = Math.min(stalls.get(0).startNanos(), report.input().firstNanos());
    long end =
        stalls.stream().mapToLong(s -> s.startNanos() + s.durationNanos()).max().orElse(first);
    long last = Math.max(end, report.input().lastNanos());
    double scale = (RIGHT - LEFT) / Math.max(1, last - first);
    page.open("section", "class", "card").leaf("h2", "When the server answered nobody");
    page.open("figure")
        .open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", "stalls");
    page.open(
        "svg",
        "class",
        "picture stalls",
        "role",
        "img",
        "aria-label",
        stalls.size() + " stalls over time",
        "viewBox",
        String.format(Locale.ROOT, "0 0 860 %.0f", stalls.size() * LANE + 30),
        "xmlns",
        "http://www.w3.org/2000/svg");
    for (int i = 0; i < stalls.size(); i++) {
      lane(
          stalls.get(i),
          LEFT + (stalls.get(i).startNanos() - first) * scale,
          scale,
          i * LANE,
          page);
    }
    double floor = stalls.size() * LANE + 20;
    page.leaf("text", Quantity.timeOfDay(first), "class", "faint", "x", LEFT, "y", floor);
    page.leaf(
        "text",
        Quantity.timeOfDay(last),
        "class",
        "faint",
        "x",
        RIGHT,
        "y",
        floor,
        "text-anchor",
        "end");
    page.close().close();
    page.open("figcaption").leaf("span", note(all.size(), stalls.size()), "class", "faint").close();
    page.close();
    all.stream()
        .sorted(Comparator.comparingLong(StallLine::durationNanos).reversed())
        .map(StallLanes::new)
        .filter(lanes -> !lanes.empty())
        .limit(STALLS_NEAR)
        .forEach(lanes -> lanes.write(page));
    page.close();
  }

  private static void lane(StallLine stall, double x, double scale, double y, Markup page) {
    double width = Math.max(3, stall.durationNanos() * scale);
    boolean leftward = x + width / 2 > (LEFT + RIGHT) / 2;
    page.open("g", "class", "stall")
        .leaf("title", words(stall) + ", from " + Quantity.timeOfDay(stall.startNanos()) + " UTC");
    page.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y + 22, "y2", y + 22);
    page.empty(
        "rect",
        "class",
        "pausebar",
        "x",
        x,
        "y",
        y + 16,
        "width",
        width,
        "height",
        12.0,
        "rx",
        3.0);
    page.leaf(
        "text",
        words(stall),
        "class",
        "halo",
        "x",
        leftward ? x + width : x,
        "y",
        y + 12,
        "text-anchor",
        leftward ? "end" : "start");
    page.close();
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
