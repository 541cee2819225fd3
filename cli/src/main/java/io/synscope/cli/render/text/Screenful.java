package io.synscope.cli.render.text;

import io.synscope.report.Input;
import io.synscope.report.LatencyLine;
import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.util.List;

/**
 * A diagnosis as one screen holds it: without the times that only a schedule of load gives a
 * meaning, and without a table of one server, of which the checks tell the same.
 */
final class Screenful {
  private Screenful() {}

  static List<LatencyLine> latency(Report report) {
    return concise(report)
        ? report.latency().stream()
            .filter(line -> !line.clock().equals("intended"))
            .filter(line -> !line.phase().matches("START_LATENESS|HICCUP"))
            .toList()
        : report.latency();
  }

  static List<ListenerLine> listeners(Report report) {
    return concise(report) && report.listeners().size() == 1 ? List.of() : report.listeners();
  }

  private static boolean concise(Report report) {
    return report.input().kind() == Input.Kind.DIAGNOSE;
  }
}
