package io.synscope.cli.render.html;

import io.synscope.comparison.QuantileBand;
import io.synscope.report.LatencyLine;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a percentile picture.
 *
 * @param name for the legend
 * @param count values it stands for
 * @param failures attempts without a value beside them
 * @param corners what was measured, the rarest last
 */
record PercentileSeries(String name, long count, long failures, List<Corner> corners) {

  /**
   * One corner of the line.
   *
   * @param beyond one in how many values is greater: 1 for the least, 10 for p90
   * @param nanos the value
   * @param label p50, p99, greatest
   * @param lowNanos lower end of its interval; the value itself where none was worked out
   * @param highNanos upper end; infinite where it reaches the failures
   */
  record Corner(double beyond, long nanos, String label, double lowNanos, double highNanos) {
    Corner(double beyond, long nanos, String label) {
      this(beyond, nanos, label, (double) nanos, (double) nanos);
    }
  }

  /** {@return one side of a comparison; a corner among failures is left out} */
  static PercentileSeries of(String name, long count, List<QuantileBand> curve) {
    List<Corner> corners =
        curve.stream()
            .filter(band -> Double.isFinite(band.nanos()))
            .map(
                band ->
                    new Corner(
                        1 / (1 - band.share()),
                        Math.round(band.nanos()),
                        label(band.share()),
                        band.lowNanos(),
                        band.highNanos()))
            .toList();
    return new PercentileSeries(name, count, 0, corners);
  }

  private static String label(double share) {
    return share == 0 ? "least" : "p" + Math.round(share * 1e7) / 1e5;
  }

  /**
   * {@return the corners that were measured} Percentiles that so few values cannot show, and those
   * among attempts that never got an answer, are left out; the greatest value stands where its rank
   * among all is.
   */
  static PercentileSeries of(String name, LatencyLine line) {
    List<Corner> corners = new ArrayList<>();
    long all = line.count() + line.failures();
    if (line.count() > 0) {
      add(corners, 1, line.minNanos(), "least", all);
      add(corners, 2, line.p50Nanos(), "p50", all);
      add(corners, 10, line.p90Nanos(), "p90", all);
      add(corners, 100, line.p99Nanos(), "p99", all);
      add(corners, 1000, line.p999Nanos(), "p99.9", all);
      double rank = (double) all / (line.failures() + 1);
      corners.removeIf(corner -> corner.beyond() >= rank && corner.beyond() > 1);
      if (rank > 1) {
        corners.add(new Corner(rank, line.maxNanos(), "greatest"));
      }
    }
    return new PercentileSeries(name, line.count(), line.failures(), List.copyOf(corners));
  }

  private static void add(List<Corner> corners, double beyond, long nanos, String label, long all) {
    if (nanos != LatencyLine.UNBOUNDED && beyond <= all) {
      corners.add(new Corner(beyond, nanos, label));
    }
  }

  /** {@return whether intervals were worked out} */
  boolean banded() {
    return corners.stream().anyMatch(c -> c.lowNanos() < c.nanos() || c.highNanos() > c.nanos());
  }
}
