package io.synscope.cli;

import io.synscope.cli.option.ExitCode;
import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.util.Locale;

/** A report as one line for monitoring: state, sentence, performance data. */
final class MonitoringLine {
  private static final int LONGEST = 300;

  private MonitoringLine() {}

  static String of(Report report) {
    ExitCode code = ExitCode.of(report);
    String state =
        switch (code) {
          case OK -> "OK";
          case WARNING -> "WARNING";
          case CRITICAL -> "CRITICAL";
          case COULD_NOT_TELL, USAGE, BROKEN_PIPE -> "UNKNOWN";
        };
    String sentence = report.headline().sentence().replace('|', '/').replaceAll("\\s+", " ");
    String shortened =
        sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + "..." : sentence;
    return "REDIS " + state + " - " + shortened + " |" + data(report);
  }

  private static String data(Report report) {
    StringBuilder data = new StringBuilder();
    for (LatencyLine line : report.latency()) {
      boolean headline = line.phase().equals("CONNECT") && line.clock().equals("kernel");
      boolean bounded = line.p99Nanos() < LatencyLine.UNBOUNDED;
      if (bounded
          && (headline || line.phase().equals("ROUND_TRIP") && line.clock().equals("user"))) {
        data.append(
            String.format(
                Locale.ROOT,
                " %s_p50=%.6fs %s_p99=%.6fs",
                line.phase().toLowerCase(Locale.ROOT),
                line.p50Nanos() / 1e9,
                line.phase().toLowerCase(Locale.ROOT),
                line.p99Nanos() / 1e9));
      }
    }
    data.append(" attempts=").append(report.attemptsTotal());
    return data.toString();
  }
}
