package io.synscope.export;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import io.synscope.run.AttemptEvent;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbeResult;
import io.synscope.run.RequestEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One attempt on each address of a target, as a scrape of blackbox_exporter's {@code /probe} shows
 * it: values and no histograms, for there is one of each.
 */
final class Scrape implements ProbeListener {
  private final Tally tally = new Tally();
  private final List<AttemptEvent> attempts = new ArrayList<>();

  @Override
  public void attempted(AttemptEvent event) {
    tally.attempted(event);
    attempts.add(event);
  }

  @Override
  public void asked(RequestEvent event) {
    tally.asked(event);
  }

  /** {@return what became of that run, which is made now and tells this} */
  byte[] page(Probe probe) throws IOException, InterruptedException {
    ProbeResult result = probe.run();
    double seconds = (result.lastNanos() - result.firstNanos()) / Exposition.NANOS_PER_SECOND;
    boolean served = !attempts.isEmpty() && attempts.stream().allMatch(AttemptEvent::served);
    return Exposition.text(
        List.of(
            gauge(
                "probe_success", "Whether everything that was asked was answered", served ? 1 : 0),
            gauge("probe_duration_seconds", "How long the whole probe took", seconds),
            phases(),
            Exposition.attempts(tally)));
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private MetricSnapshot phases() {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("synscope_phase_seconds")
            .help("How long each phase took, by who held the stopwatch; no value where it failed");
    for (AttemptEvent event : attempts) {
      String server = event.attempt().tuple().server().toString();
      long kernel = event.sight().kernelRttNanos();
      if (kernel > 0 && event.sight().synRetransmissions() == 0) {
        gauge.dataPoint(point(server, Phase.CONNECT, Clock.KERNEL, kernel));
      }
      if (event.kernelRoundTripNanos() > 0) {
        gauge.dataPoint(
            point(server, Phase.ROUND_TRIP, Clock.KERNEL, event.kernelRoundTripNanos()));
      }
      for (Map.Entry<Phase, Long> phase : event.phases().entrySet()) {
        gauge.dataPoint(point(server, phase.getKey(), Clock.USER, phase.getValue()));
      }
    }
    return gauge.build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot point(
      String server, Phase phase, Clock clock, long nanos) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder()
        .labels(Labels.of("server", server, "phase", phase.name(), "clock", clock.word()))
        .value(nanos / Exposition.NANOS_PER_SECOND)
        .build();
  }
}
