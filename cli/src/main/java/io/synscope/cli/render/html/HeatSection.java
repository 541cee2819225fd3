package io.synscope.cli.render.html;

import io.synscope.latency.HeatMap;
import io.synscope.observation.Moment;
import io.synscope.report.AttemptLine;
import io.synscope.report.Input;
import io.synscope.report.LatencyOverTime;
import io.synscope.report.Report;

/** Handshakes of the listed attempts, and requests as the report counted them, over time. */
final class HeatSection {
  private HeatSection() {}

  static void write(Report report, Markup page) {
    Markup inside = new Markup();
    handshakes(report, inside);
    for (LatencyOverTime map : report.overTime().latency()) {
      HeatMap times = new HeatMap(map.spanNanos());
      map.cells().forEach(times::add);
      new HeatPicture(LatencySection.name(map.phase(), map.clock()), times, new HeatMap())
          .write(inside);
    }
    String pictures = inside.toString();
    if (!pictures.isEmpty()) {
      page.open("section", "class", "card").leaf("h2", "Latency over time");
      page.verbatim(pictures).close();
    }
  }

  private static void handshakes(Report report, Markup page) {
    HeatMap times = new HeatMap();
    HeatMap endless = new HeatMap();
    for (AttemptLine attempt : report.attempts()) {
      if (attempt.startNanos() != Moment.NEVER && attempt.handshakeNanos() > 0) {
        times.record(attempt.startNanos(), attempt.handshakeNanos());
      } else if (attempt.startNanos() != Moment.NEVER && unanswered(attempt)) {
        endless.record(attempt.startNanos(), 0);
      }
    }
    boolean probed =
        report.input().kind() == Input.Kind.PROBE || report.input().kind() == Input.Kind.DIAGNOSE;
    String clock = probed ? "kernel" : "wire";
    new HeatPicture(LatencySection.name("CONNECT", clock), times, endless).write(page);
  }

  private static boolean unanswered(AttemptLine attempt) {
    return OutcomeGroup.of(attempt.outcome()) == OutcomeGroup.UNANSWERED;
  }
}
