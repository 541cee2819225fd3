package io.synscope.run;

import io.synscope.latency.Clock;
import io.synscope.latency.HeatMap;
import io.synscope.observation.Address;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SettlingTest;
import io.synscope.report.Input;
import io.synscope.report.LatencyOverTime;
import io.synscope.report.ListenerLine;
import io.synscope.report.OverTime;
import io.synscope.report.Report;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Judgement;
import io.synscope.rule.Listener;
import io.synscope.rule.book.Catalogue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what a run has found before the same book of rules as a capture, and into the same shape.
 */
public final class ProbeReport {
  private static final Address NOWHERE = new Address(0, 0);

  private ProbeReport() {}

  /** {@return the report of this run} */
  public static Report of(ProbeResult result) {
    return of(result, List.of());
  }

  /** {@return the report of this run, after these separating tests} */
  public static Report of(ProbeResult result, List<SettlingTest> settled) {
    Judgement judgement = Catalogue.book().judge(observations(result), settled);
    CaseFile file = judgement.file();
    Report report =
        new Report(
            input(result),
            file.vantage(),
            List.of(),
            judgement.headline(),
            judgement.findings(),
            judgement.notChecked(),
            file.listeners().stream()
                .filter(l -> !l.server().address().equals(NOWHERE))
                .map(ProbeReport::line)
                .toList(),
            result.attempts().stream().map(AttemptEvent::line).toList(),
            result.counts().attempts(),
            Optional.empty(),
            result.latency(),
            result.caveats());
    return report.withOverTime(overTime(result));
  }

  private static OverTime overTime(ProbeResult result) {
    HeatMap times = new HeatMap();
    for (AttemptEvent event : result.attempts()) {
      Long nanos = event.phases().get(Phase.ROUND_TRIP);
      if (nanos != null) {
        times.record(event.attempt().firstSeen().nanos(), nanos);
      }
    }
    return times.count() == 0
        ? OverTime.NONE
        : new OverTime(
            List.of(LatencyOverTime.of(Phase.ROUND_TRIP.name(), Clock.USER.word(), times)),
            List.of());
  }

  /** {@return the facts of this run, as rules read them} */
  public static Observations observations(ProbeResult result) {
    List<ConnectionAttempt> attempts =
        result.attempts().stream().map(AttemptEvent::attempt).toList();
    return new Observations(
        attempts, List.of(), List.of(), List.of(), List.of(), CaptureFacts.NONE, Optional.empty());
  }

  private static Input input(ProbeResult result) {
    return new Input(
        Input.Kind.PROBE,
        result.resolutions().stream().map(resolution -> resolution.target().typed()).toList(),
        0,
        0,
        result.firstNanos(),
        result.lastNanos(),
        List.of(),
        List.of());
  }

  private static ListenerLine line(Listener listener) {
    Endpoint server = listener.server();
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    listener.attempts().forEach(attempt -> outcomes.merge(attempt.outcome(), 1L, Long::sum));
    long[] times =
        listener.attempts().stream()
            .mapToLong(ConnectionAttempt::handshakeNanos)
            .filter(nanos -> nanos > 0)
            .sorted()
            .toArray();
    return new ListenerLine(
        server,
        listener.attempts().size(),
        outcomes,
        1,
        quantile(times, 0.5),
        quantile(times, 0.99),
        0);
  }

  private static long quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }
}
