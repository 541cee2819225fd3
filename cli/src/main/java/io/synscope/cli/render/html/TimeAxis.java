package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;

/**
 * Time from left to right, marked where the clock is round; below a millisecond, by what has passed
 * since the left edge.
 */
final class TimeAxis {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long[] ROUND_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
  };
  private static final int MARKS = 6;
  private static final double LABEL_WIDTH = 100;

  private final long from;
  private final long to;
  private final double left;
  private final double right;

  TimeAxis(long from, long to, double left, double right) {
    this.from = from;
    this.to = Math.max(from + 1, to);
    this.left = left;
    this.right = right;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** {@return where that time stands; at the nearer edge when it is outside} */
  double x(long nanos) {
    double share = (double) (nanos - from) / (to - from);
    return left + Math.max(0, Math.min(1, share)) * (right - left);
  }

  /** Draws marks from {@code top} to {@code bottom}, and below them what the clock says. */
  void write(Drawing drawing, double top, double bottom) {
    long step = step();
    double written = Double.NEGATIVE_INFINITY;
    boolean clock = step >= MILLISECOND;
    long first = clock ? -Math.floorDiv(-from, step) * step : from;
    for (long at = first; at <= to; at += step) {
      double x = x(at);
      boolean edge = x + LABEL_WIDTH / 2 > right + 10;
      double begins = edge ? x - LABEL_WIDTH : x - LABEL_WIDTH / 2;
      drawing.line("grid", x, top, x, bottom);
      if (begins > written) {
        String words = clock || at == from ? words(at, step) : "+" + Quantity.span(at - from);
        drawing.text(words, "faint", x, bottom + 17, edge ? Anchor.END : Anchor.MIDDLE);
        written = edge ? x : x + LABEL_WIDTH / 2;
      }
    }
  }

  private static String words(long at, long step) {
    String words = Quantity.timeOfDay(at);
    return step >= SECOND ? words.substring(0, words.indexOf('.')) : words;
  }

  /** The least round step with few enough marks. */
  private long step() {
    long least = Math.max(MICROSECOND, (to - from) / MARKS);
    if (least < SECOND) {
      return AttemptBins.round(least);
    }
    for (long seconds : ROUND_SECONDS) {
      if (seconds * SECOND >= least) {
        return seconds * SECOND;
      }
    }
    return AttemptBins.round(least / (86_400 * SECOND)) * 86_400 * SECOND;
  }
}
