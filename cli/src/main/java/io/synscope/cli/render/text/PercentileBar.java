package io.synscope.cli.render.text;

import io.synscope.report.LatencyLine;
import java.util.List;

/**
 * A histogram's quantiles on a logarithmic axis that all lines of a table share: least to greatest
 * thin, median to p99 thick.
 */
final class PercentileBar {
  private final long fromNanos;
  private final long toNanos;
  private final int cells;

  private PercentileBar(long fromNanos, long toNanos, int cells) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.cells = cells;
  }

  /** {@return an axis of whole decades that holds all these lines} */
  static PercentileBar over(List<LatencyLine> lines, int cells) {
    long least =
        lines.stream()
            .filter(l -> l.count() > 0)
            .mapToLong(l -> Math.max(1, l.minNanos()))
            .min()
            .orElse(1);
    long most = lines.stream().mapToLong(LatencyLine::maxNanos).max().orElse(10);
    long from = 1;
    while (from * 10 <= least) {
      from *= 10;
    }
    long to = from * 10;
    while (to < most) {
      to *= 10;
    }
    return new PercentileBar(from, to, cells);
  }

  String axis() {
    return Quantity.span(fromNanos) + " to " + Quantity.span(toNanos);
  }

  String of(LatencyLine line, boolean unicode) {
    char[] bar = " ".repeat(cells).toCharArray();
    if (line.count() > 0) {
      fill(bar, line.minNanos(), line.maxNanos(), unicode ? '\u2500' : '-');
      fill(bar, line.p50Nanos(), line.p99Nanos(), unicode ? '\u2501' : '=');
      bar[cell(line.maxNanos())] = unicode ? '\u2524' : '|';
      bar[cell(line.p50Nanos())] = unicode ? '\u25cf' : 'o';
    }
    return new String(bar).stripTrailing();
  }

  private void fill(char[] bar, long from, long to, char stroke) {
    for (int i = cell(from); i <= cell(to); i++) {
      bar[i] = stroke;
    }
  }

  private int cell(long nanos) {
    double place =
        Math.log((double) Math.max(nanos, fromNanos) / fromNanos)
            / Math.log((double) toNanos / fromNanos);
    return (int) Math.min(cells - 1, Math.round(place * (cells - 1)));
  }
}
