package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.latency.HeatMap;
import java.util.List;

/**
 * How long something took by when it began: a column is a span of time, a row a stretch of the
 * logarithmic axis, the shade how many. Above it, what never came to an end, by the same columns.
 */
final class HeatPicture {
  /** The first counts of the shades; the last one is open. */
  private static final int[] SHADES = {1, 3, 10, 30, 100, 1000};

  private static final double LEFT = 70;
  private static final double RIGHT = 844;
  private static final double TOP = 12;
  private static final double HEIGHT = 200;
  private static final double LANE = 18;
  private static final int CELLS_DRAWN = 1500;
  private static final long FEWEST = 20;

  private final String what;
  private final List<HeatMap.Cell> cells;
  private final List<HeatMap.Cell> endless;
  private final long spanNanos;
  private final long startNanos;
  private final long endNanos;
  private final double low;
  private final double high;
  private final double top;

  /**
   * A picture of {@code map}.
   *
   * @param what was timed, as the head of a caption
   * @param map the times
   * @param endless attempts that never came to an end: their beginnings count, their rows do not
   */
  HeatPicture(String what, HeatMap map, HeatMap endless) {
    this.what = what;
    HeatMap drawn = legible(map, endless);
    this.cells = drawn.cells();
    this.spanNanos = drawn.spanNanos();
    HeatMap same = new HeatMap(spanNanos);
    endless.cells().forEach(same::add);
    this.endless = same.cells();
    startNanos = Math.min(first(cells), first(this.endless));
    endNanos = Math.max(last(cells), last(this.endless)) + spanNanos;
    long least = cells.stream().mapToLong(HeatMap.Cell::fromNanos).min().orElse(1000);
    long most = cells.stream().mapToLong(HeatMap.Cell::toNanos).max().orElse(10_000);
    low = Math.floor(Math.log10((double) Math.max(1, least)));
    high = Math.max(low + 1, Math.ceil(Math.log10((double) most)));
    top = TOP + (this.endless.isEmpty() ? 0 : LANE + 6);
  }

  /** As fine as can be drawn with so many cells, and with the same columns as the other. */
  private static HeatMap legible(HeatMap map, HeatMap endless) {
    HeatMap coarser = map;
    long span = Math.max(map.spanNanos(), endless.spanNanos());
    while (coarser.spanNanos() < span || coarser.cells().size() > CELLS_DRAWN) {
      HeatMap next = new HeatMap(coarser.spanNanos() * 2);
      coarser.cells().forEach(next::add);
      coarser = next;
    }
    return coarser;
  }

  private static long first(List<HeatMap.Cell> cells) {
    return cells.isEmpty() ? Long.MAX_VALUE : cells.get(0).startNanos();
  }

  private static long last(List<HeatMap.Cell> cells) {
    return cells.isEmpty() ? Long.MIN_VALUE : cells.get(cells.size() - 1).startNanos();
  }

  /** Few values say more as a table. */
  void write(Markup page) {
    long count = count(cells);
    if (count < FEWEST || endNanos - startNanos <= spanNanos) {
      return;
    }
    page.leaf("h3", what);
    String spoken = what + " over time: " + Quantity.count(count, "value");
    Drawing drawing = Drawing.begin("heat", spoken, top + HEIGHT + 26, page);
    axes(drawing);
    for (HeatMap.Cell cell : cells) {
      double y = y((double) cell.toNanos());
      draw(cell, y, y((double) cell.fromNanos()) - y, length(cell), drawing);
    }
    if (!endless.isEmpty()) {
      drawing.text("never", "faint", LEFT - 8, TOP + 13, Anchor.END);
      endless.forEach(cell -> draw(cell, TOP, LANE, " that never came to an end", drawing));
    }
    drawing.caption();
    legend(page);
  }

  private static String length(HeatMap.Cell cell) {
    return " of " + Quantity.span(cell.fromNanos()) + " to " + Quantity.span(cell.toNanos());
  }

  private void draw(HeatMap.Cell cell, double y, double height, String how, Drawing drawing) {
    double x = x(cell.startNanos());
    double width = Math.max(1.5, x(cell.startNanos() + spanNanos) - x - 0.5);
    String title =
        Quantity.timeOfDay(cell.startNanos()) + ": " + Quantity.count(cell.count()) + how;
    drawing.rect("h-" + shade(cell.count()), x, y, width, Math.max(1.5, height), title);
  }

  private static int shade(int count) {
    int shade = 0;
    while (shade + 1 < SHADES.length && count >= SHADES[shade + 1]) {
      shade++;
    }
    return shade;
  }

  private static long count(List<HeatMap.Cell> cells) {
    return cells.stream().mapToLong(HeatMap.Cell::count).sum();
  }

  private double x(long nanos) {
    return LEFT + (double) (nanos - startNanos) / (endNanos - startNanos) * (RIGHT - LEFT);
  }

  private double y(double nanos) {
    double share = (Math.log10(Math.max(1, nanos)) - low) / (high - low);
    return top + HEIGHT * (1 - Math.max(0, Math.min(1, share)));
  }

  private void axes(Drawing drawing) {
    for (double power = Math.ceil(low); power <= high; power++) {
      double nanos = Math.pow(10, power);
      String words = Quantity.span((long) nanos).replace(".00", "").replace(".0", "");
      drawing.line("grid", LEFT, y(nanos), RIGHT, y(nanos));
      drawing.text(words, "faint", LEFT - 8, y(nanos) + 4, Anchor.END);
    }
    new TimeAxis(startNanos, endNanos, LEFT, RIGHT).write(drawing, TOP, top + HEIGHT);
  }

  private void legend(Markup page) {
    int most = Math.max(most(cells), most(endless));
    for (int i = 0; i < SHADES.length && SHADES[i] <= most; i++) {
      page.open("span", "class", "key").leaf("i", "", "class", "swatch h-" + i);
      page.text(" " + range(i)).close();
    }
    page.leaf("span", note(), "class", "faint").close().close();
  }

  private static int most(List<HeatMap.Cell> cells) {
    return cells.stream().mapToInt(HeatMap.Cell::count).max().orElse(0);
  }

  private static String range(int shade) {
    if (shade == SHADES.length - 1) {
      return Quantity.count(SHADES[shade]) + " and more";
    }
    int last = SHADES[shade + 1] - 1;
    return SHADES[shade] == last ? Integer.toString(last) : SHADES[shade] + " to " + last;
  }

  private String note() {
    return "Each cell counts what began within "
        + Quantity.span(spanNanos)
        + " and took so long (logarithmic, four rows for each doubling); nothing is left out."
        + (endless.isEmpty()
            ? ""
            : " The lane on top holds "
                + Quantity.count(count(endless), "attempt")
                + " that never came to an end.");
  }
}
