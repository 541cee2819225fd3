package io.synscope.cli.render.html;

import io.synscope.report.LatencyLine;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the percentile picture: what the report carries of a histogram.
 *
 * @param name for the legend
 * @param line its quantiles
 */
record PercentileSeries(String name, LatencyLine line) {

  /**
   * One corner of the line.
   *
   * @param beyond one in how many values is greater: 1 for the least, 10 for p90
   * @param nanos the value
   * @param label p50, p99, greatest
   */
  record Corner(double beyond, long nanos, String label) {}

  /**
   * {@return the corners that were measured} Percentiles that so few values cannot show, and those
   * among attempts that never got an answer, are left out; the greatest value stands where its rank
   * among all is.
   */
  List<Corner> corners() {
    List<Corner> corners = new ArrayList<>();
    long all = line.count() + line.failures();
    if (line.count() == 0) {
      return corners;
    }
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
    return corners;
  }

  private static void add(List<Corner> corners, double beyond, long nanos, String label, long all) {
    if (nanos != LatencyLine.UNBOUNDED && beyond <= all) {
      corners.add(new Corner(beyond, nanos, label));
    }
  }
}
