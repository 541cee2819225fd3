package io.synscope.cli.render.html;

import io.synscope.cli.render.text.ComparisonWords;
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
  private static final int SERIES_DRAWN = 6;
  private static final double FINE_DECADES = 2;
  private static final int[] STEPS = {1, 2, 5};
  private static final double[] BEYOND = {1, 2, 10, 100, 1000, 10_000, 100_000, 1_000_000};
  private static final String[] LABELS = {
    "0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"
  };

  private final List<PercentileSeries> series;
  private final int unnamed;
  private final double low;
  private final double high;
  private final double rarest;
  private final double bottom;

  PercentilePicture(List<PercentileSeries> all) {
    List<PercentileSeries> measured = all.stream().filter(s -> !s.corners().isEmpty()).toList();
    series = measured.stream().limit(SERIES_DRAWN).toList();
    unnamed = measured.size() - series.size();
    low = Math.log10(below(Math.max(100, bound(false))));
    high =
        Math.max(
            low + 0.6, Math.log10((double) AttemptBins.round((long) Math.max(1000, bound(true)))));
    double most =
        series.stream()
            .flatMap(s -> s.corners().stream())
            .mapToDouble(c -> c.beyond())
            .max()
            .orElse(1);
    rarest = Math.max(10, most);
    bottom = TOP + Math.min(236, 90 + 50 * (high - low));
  }

  /** {@return the greatest of 1, 2, 5, 10, 20, 50, ... that is not more} */
  private static double below(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    double round = decade;
    for (int step : STEPS) {
      round = step * decade <= value ? step * decade : round;
    }
    return round;
  }

  private double bound(boolean upper) {
    var values = series.stream().flatMap(s -> s.corners().stream()).mapToDouble(c -> c.nanos());
    return (upper ? values.max() : values.min()).orElse(1000);
  }

  void write(String what, Markup page) {
    if (series.isEmpty()) {
      return;
    }
    String spoken = what + " by percentile, " + Quantity.count(series.size(), "line");
    Drawing drawing = Drawing.begin("percentiles", spoken, bottom + 34, page);
    axes(drawing);
    for (int i = 0; i < series.size(); i++) {
      band(series.get(i), i, page);
    }
    for (int i = 0; i < series.size(); i++) {
      line(series.get(i), i, page);
    }
    drawing.caption();
    legend(page);
    page.close();
  }

  private double x(double beyond) {
    return LEFT + Math.log10(beyond) / Math.log10(rarest) * (RIGHT - LEFT);
  }

  private double y(double nanos) {
    double share = (Math.log10(Math.max(1, nanos)) - low) / (high - low);
    return bottom - Math.max(0, Math.min(1, share)) * (bottom - TOP);
  }

  private void axes(Drawing drawing) {
    boolean fine = high - low < FINE_DECADES;
    for (int decade = (int) Math.floor(low); decade <= high; decade++) {
      for (int step : STEPS) {
        double at = decade + Math.log10(step);
        if (at > low - 0.01 && at < high + 0.01 && (fine || step == 1)) {
          mark(drawing, step * Math.pow(10, decade));
        }
      }
    }
    for (int i = 0; i < BEYOND.length && BEYOND[i] < rarest * 1.01; i++) {
      double x = x(BEYOND[i]);
      drawing.line("grid", x, TOP, x, bottom);
      drawing.text(LABELS[i], "faint", x, bottom + 20, Drawing.Anchor.MIDDLE);
    }
  }

  private void mark(Drawing drawing, double nanos) {
    String words = Quantity.span(Math.round(nanos)).replace(".00", "").replace(".0", "");
    drawing.line("grid", LEFT, y(nanos), RIGHT, y(nanos));
    drawing.text(words, "faint", LEFT - 8, y(nanos) + 4, Drawing.Anchor.END);
  }

  /** Along the upper ends of the intervals, and back along the lower ones. */
  private void band(PercentileSeries one, int number, Markup page) {
    if (!one.banded()) {
      return;
    }
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    for (PercentileSeries.Corner corner : one.corners()) {
      upper.append(point(corner.beyond(), corner.highNanos()));
      lower.insert(0, point(corner.beyond(), corner.lowNanos()));
    }
    page.empty(
        "polygon", "class", "band s-" + number, "points", (upper.toString() + lower).strip());
  }

  private String point(double beyond, double nanos) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x(beyond), y(nanos));
  }

  private void line(PercentileSeries one, int number, Markup page) {
    StringBuilder points = new StringBuilder();
    for (PercentileSeries.Corner corner : one.corners()) {
      points.append(point(corner.beyond(), (double) corner.nanos()));
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
    if (one.banded()) {
      title +=
          " ("
              + ComparisonWords.span(corner.lowNanos())
              + " to "
              + ComparisonWords.span(corner.highNanos())
              + ")";
    }
    if (number % 2 == 0) {
      page.open("circle", "cx", x, "cy", y, "r", 4.5);
    } else {
      page.open("rect", "x", x - 4, "y", y - 4, "width", 8.0, "height", 8.0);
    }
    page.leaf("title", title).close();
  }

  private static String median(PercentileSeries one) {
    return one.corners().stream()
        .filter(corner -> Math.abs(corner.beyond() - 2) < 0.01)
        .findFirst()
        .map(corner -> ", median " + Quantity.span(corner.nanos()))
        .orElse("");
  }

  private void legend(Markup page) {
    for (int i = 0; i < series.size(); i++) {
      PercentileSeries one = series.get(i);
      long failures = one.failures();
      page.open("span", "class", "key")
          .leaf("i", "", "class", "swatch s-" + i + (i % 2 == 0 ? " round" : ""));
      page.text(
          " "
              + one.name()
              + ": "
              + Quantity.count(one.count(), "value")
              + median(one)
              + (failures > 0 ? ", " + Quantity.count(failures) + " never answered" : ""));
      page.close();
    }
    page.leaf(
        "span",
        "Both axes are logarithmic: each column to the right is ten times rarer. Dots are measured, lines between them are drawn to guide the eye."
            + (series.stream().anyMatch(PercentileSeries::banded)
                ? " At each percentile the shaded band holds the line with 95 %."
                : "")
            + (unnamed > 0 ? " " + unnamed + " more are in the table only." : ""),
        "class",
        "faint");
    page.close();
  }
}
