package io.synscope.cli.render.html;

import io.synscope.observation.Endpoint;
import io.synscope.report.AttemptLine;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The latencies of a report: its own lines, or, where it has none as for a capture, the handshakes
 * of its attempts and the times of its commands. A percentile that was not kept is unbounded, which
 * is drawn as nothing.
 */
final class LatencyLines {
  private static final int COMMANDS = 4;
  private static final long UNKNOWN = LatencyLine.UNBOUNDED;

  private LatencyLines() {}

  static List<LatencyLine> of(Report report) {
    if (!report.latency().isEmpty()) {
      return report.latency();
    }
    List<LatencyLine> lines = new ArrayList<>();
    Map<Endpoint, List<Long>> handshakes =
        report.attempts().stream()
            .filter(attempt -> attempt.handshakeNanos() > 0)
            .collect(
                Collectors.groupingBy(
                    AttemptLine::server,
                    TreeMap::new,
                    Collectors.mapping(AttemptLine::handshakeNanos, Collectors.toList())));
    handshakes.forEach((server, nanos) -> lines.add(handshake(server, nanos)));
    report
        .exchanges()
        .ifPresent(said -> said.commands().stream().limit(COMMANDS).forEach(c -> lines.add(of(c))));
    return lines;
  }

  private static LatencyLine handshake(Endpoint server, List<Long> unsorted) {
    List<Long> nanos = unsorted.stream().sorted().toList();
    return new LatencyLine(
        "CONNECT",
        server.toString(),
        "wire",
        nanos.size(),
        0,
        nanos.get(0),
        rank(nanos, 0.5),
        rank(nanos, 0.9),
        rank(nanos, 0.99),
        rank(nanos, 0.999),
        nanos.get(nanos.size() - 1));
  }

  private static long rank(List<Long> sorted, double quantile) {
    return sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
  }

  private static LatencyLine of(ExchangeSummary.CommandLine command) {
    ExchangeSummary.Traffic traffic = command.traffic();
    return new LatencyLine(
        "ROUND_TRIP",
        command.command(),
        "wire",
        traffic.count(),
        0,
        UNKNOWN,
        traffic.p50Nanos(),
        UNKNOWN,
        traffic.p99Nanos(),
        UNKNOWN,
        traffic.maxNanos());
  }
}
