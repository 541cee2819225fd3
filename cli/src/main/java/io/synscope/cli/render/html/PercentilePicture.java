package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import java.util.List;
import java.util.Locale;

/**
 * Latencies by percentile on HdrHistogram's axis: each step to the right is ten times rarer. The
 * time axis is logarithmic, too.
 */
final class PercentilePicture {
  private static final double LEFT = 70;
  private static final double RIGHT = 836;
  private static final double TOP = 14;
  private static final double BOTTOM = 250;
  private static final int SERIES_DRAWN = 6;
  private static final double[] BEYOND = {1, 2, 10, 100, 1000, 10_000, 100_000, 1_000_000};
  private static final String[] LABELS = {
    "0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"
  };

  private final List<PercentileSeries> series;
  private final int unnamed;
  private final double low;
  private final double high;
  private final double rarest;

  PercentilePicture(List<PercentileSeries> all) {
    List<PercentileSeries> measured = all.stream().filter(s -> !s.corners().isEmpty()).toList();
    series = measured.stream().limit(SERIES_DRAWN).toList();
    unnamed = measured.size() - series.size();
    low = Math.floor(Math.log10(Math.max(100, bound(false))));
    high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(1000, bound(true)))));
    double most =
        series.stream()
            .flatMap(s -> s.corners().stream())
            .mapToDouble(c -> c.beyond())
            .max()
            .orElse(1);
    rarest = Math.max(10, most);
  }

  private double bound(boolean upper) {
    var values = series.stream().flatMap(s -> s.corners().stream()).mapToDouble(c -> c.nanos());
    return (upper ? values.max() : values.min()).orElse(1000);
  }

  void write(String what, Markup page) {
    if (series.isEmpty()) {
      return;
    }
    page.open("figure")
        .open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", what);
    page.open(
        "svg",
        "class",
        "picture percentiles",
        "role",
        "img",
        "aria-label",
        what + " by percentile, " + Quantity.count(series.size(), "line"),
        "viewBox",
        "0 0 860 284",
        "xmlns",
        "http://www.w3.org/2000/svg");
    axes(page);
    for (int i = 0; i < series.size(); i++) {
      line(series.get(i), i, page);
    }
    page.close().close();
    legend(page);
    page.close();
  }

  private double x(double beyond) {
    return LEFT + Math.log10(beyond) / Math.log10(rarest) * (RIGHT - LEFT);
  }

  private double y(double nanos) {
    double share = (Math.log10(Math.max(1, nanos)) - low) / (high - low);
    return BOTTOM - Math.max(0, Math.min(1, share)) * (BOTTOM - TOP);
  }

  private void axes(Markup page) {
    for (double power = low; power <= high; power++) {
      double nanos = Math.pow(10, power);
      page.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y(nanos), "y2", y(nanos));
      page.leaf(
          "text",
          Quantity.span((long) nanos).replace(".00", "").replace(".0", ""),
          "class",
          "faint",
          "x",
          LEFT - 8,
          "y",
          y(nanos) + 4,
          "text-anchor",
          "end");
    }
    for (int i = 0; i < BEYOND.length && BEYOND[i] <= rarest; i++) {
      page.empty(
          "line", "class", "grid", "x1", x(BEYOND[i]), "x2", x(BEYOND[i]), "y1", TOP, "y2", BOTTOM);
      page.leaf(
          "text",
          LABELS[i],
          "class",
          "faint",
          "x",
          x(BEYOND[i]),
          "y",
          BOTTOM + 18,
          "text-anchor",
          "middle");
    }
  }

  private void line(PercentileSeries one, int number, Markup page) {
    StringBuilder points = new StringBuilder();
    for (PercentileSeries.Corner corner : one.corners()) {
      points.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", x(corner.beyond()), y((double) corner.nanos())));
    }
    page.open("g", "class", "series s-" + number);
    page.empty("polyline", "points", points.toString().strip());
    for (PercentileSeries.Corner corner : one.corners()) {
      dot(one, corner, number, page);
    }
    page.close();
  }

  /** Lines differ in the form of their corners, too, not in colour alone. */
  private void dot(PercentileSeries one, PercentileSeries.Corner corner, int number, Markup page) {
    double x = x(corner.beyond());
    double y = y((double) corner.nanos());
    String title = one.name() + ": " + corner.label() + " " + Quantity.span(corner.nanos());
    if (number % 2 == 0) {
      page.open("circle", "cx", x, "cy", y, "r", 4.5);
    } else {
      page.open("rect", "x", x - 4, "y", y - 4, "width", 8.0, "height", 8.0);
    }
    page.leaf("title", title).close();
  }

  private void legend(Markup page) {
    page.open("figcaption");
    for (int i = 0; i < series.size(); i++) {
      PercentileSeries one = series.get(i);
      long failures = one.line().failures();
      page.open("span", "class", "key")
          .leaf("i", "", "class", "swatch s-" + i + (i % 2 == 0 ? " round" : ""));
      page.text(
          " "
              + one.name()
              + ": "
              + Quantity.count(one.line().count(), "value")
              + (failures > 0 ? ", " + Quantity.count(failures) + " never answered" : ""));
      page.close();
    }
    page.leaf(
        "span",
        "Both axes are logarithmic: each column to the right is ten times rarer. Dots are measured, lines between them are drawn to guide the eye."
            + (unnamed > 0 ? " " + unnamed + " more are in the table only." : ""),
        "class",
        "faint");
    page.close();
  }
}
