package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.ComparisonWords;
import io.synscope.cli.render.text.Quantity;
import io.synscope.comparison.Comparison;
import io.synscope.comparison.QuantileDifference;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How much later B answers than A at each percentile, with its interval, against the stretch that
 * does not matter.
 */
final class DifferencePicture {
  private static final double LEFT = 70;
  private static final double RIGHT = 590;
  private static final double ROW = 34;

  private final List<QuantileDifference> rows;
  private final double unit;
  private final double reach;

  DifferencePicture(Comparison comparison) {
    rows = comparison.differences();
    unit =
        rows.stream()
            .mapToDouble(QuantileDifference::materialNanos)
            .filter(m -> m > 0)
            .min()
            .orElse(50_000);
    reach =
        rows.stream()
            .flatMap(d -> Stream.of(d.nanos(), d.lowNanos(), d.highNanos()))
            .mapToDouble(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(unit);
  }

  void write(String what, Markup page) {
    if (rows.isEmpty()) {
      return;
    }
    double height = ROW * rows.size() + 44;
    Drawing drawing = Drawing.begin("differences", what + ": B less A by percentile", height, page);
    axis(drawing);
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), 8 + ROW * i, drawing);
    }
    drawing.caption(
        "Right of the middle B takes longer. The bar is where the true difference lies (all five together with 95 %);"
            + " within the grey stretch it does not matter. The axis is logarithmic on both sides of zero.");
  }

  /** Zero in the middle, decades on both sides. */
  private double x(double nanos) {
    double half = (RIGHT - LEFT) / 2;
    double far = Math.log1p(1.2 * Math.max(reach, unit) / unit);
    double share = Math.min(1, Math.log1p(Math.abs(nanos) / unit) / far);
    return LEFT + half + Math.signum(nanos) * share * half;
  }

  private void axis(Drawing drawing) {
    double floor = 8 + ROW * rows.size();
    tick(0, "0", floor, drawing);
    double least = Math.pow(10, Math.ceil(Math.log10(unit)));
    double last = x(0);
    for (double nanos = least; nanos <= 1.2 * reach; nanos *= 10) {
      if (x(nanos) - last > 60) {
        String words = Quantity.span((long) nanos).replace(".00", "").replace(".0", "");
        tick(nanos, "+" + words, floor, drawing);
        tick(-nanos, "-" + words, floor, drawing);
        last = x(nanos);
      }
    }
  }

  private void tick(double nanos, String words, double floor, Drawing drawing) {
    drawing.line(nanos == 0 ? "life" : "grid", x(nanos), 4, x(nanos), floor);
    drawing.text(words, "faint", x(nanos), floor + 18, Anchor.MIDDLE);
  }

  private void row(QuantileDifference d, double y, Drawing drawing) {
    double middle = y + ROW / 2;
    String verdict = d.verdict().name().toLowerCase(Locale.ROOT);
    drawing.group("difference " + (d.estimable() ? verdict : "inconclusive"));
    drawing.text(d.name(), "strong", LEFT - 12, middle + 4, Anchor.END);
    double material = d.materialNanos();
    drawing.rect(
        "immaterial",
        x(-material),
        y + 3,
        x(material) - x(-material),
        ROW - 6,
        "does not matter: below " + ComparisonWords.span(material));
    if (d.estimable()) {
      drawing.rect(
          "interval",
          x(d.lowNanos()),
          middle - 4,
          Math.max(2, x(d.highNanos()) - x(d.lowNanos())),
          8,
          words(d));
    }
    drawing.circle("middle", x(d.nanos()), middle, 5.5, words(d));
    drawing.text(words(d), "", RIGHT + 14, middle + 4, Anchor.START);
    drawing.end();
  }

  private static String words(QuantileDifference d) {
    return ComparisonWords.signed(d.nanos())
        + (d.estimable()
            ? " ("
                + ComparisonWords.signed(d.lowNanos())
                + " to "
                + ComparisonWords.signed(d.highNanos())
                + ")"
            : ", too few values to be sure");
  }
}
