package io.synscope.cli.render.json;

import io.synscope.report.LatencyLine;
import java.io.IOException;

/** One histogram, one line. */
final class LatencyJson {
  private LatencyJson() {}

  static void write(LatencyLine line, Fields fields) throws IOException {
    fields
        .text("phase", line.phase())
        .text("target", line.target())
        .text("clock", line.clock())
        .number("count", line.count())
        .number("failures", line.failures())
        .number("minNanos", line.minNanos())
        .percentile("p50Nanos", line.p50Nanos())
        .percentile("p90Nanos", line.p90Nanos())
        .percentile("p99Nanos", line.p99Nanos())
        .percentile("p999Nanos", line.p999Nanos())
        .number("maxNanos", line.maxNanos());
  }

  static LatencyLine read(Node node) {
    return new LatencyLine(
        node.text("phase"),
        node.text("target"),
        node.text("clock"),
        node.number("count"),
        node.number("failures"),
        node.number("minNanos"),
        node.percentile("p50Nanos"),
        node.percentile("p90Nanos"),
        node.percentile("p99Nanos"),
        node.percentile("p999Nanos"),
        node.number("maxNanos"));
  }
}
