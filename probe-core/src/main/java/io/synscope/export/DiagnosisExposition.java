package io.synscope.export;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.synscope.finding.Finding;
import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A diagnosis as Prometheus reads it: how bad it is, every finding, and quantiles in seconds. */
public final class DiagnosisExposition {
  private static final double NANOS_PER_SECOND = 1e9;

  private DiagnosisExposition() {}

  /** Writes the page for node_exporter's textfile collector, which must never see half of it. */
  public static void write(Report report, String target, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(
            bytes,
            new MetricSnapshots(
                List.of(
                    severity(report, target),
                    ended(report, target),
                    findings(report, target),
                    latencies(report, target))));
    Exposition.replace(file, bytes.toByteArray());
  }

  private static MetricSnapshot severity(Report report, String target) {
    return GaugeSnapshot.builder()
        .name("synscope_diagnosis_severity")
        .help("0 nothing wrong, 1 warning, 2 critical")
        .dataPoint(
            point(
                report.headline().severity().ordinal(),
                Labels.of("target", target, "cause", report.headline().cause())))
        .build();
  }

  private static MetricSnapshot ended(Report report, String target) {
    return GaugeSnapshot.builder()
        .name("synscope_diagnosis_end_timestamp_seconds")
        .help("When the examination ended")
        .dataPoint(
            point(report.input().lastNanos() / NANOS_PER_SECOND, Labels.of("target", target)))
        .build();
  }

  private static MetricSnapshot findings(Report report, String target) {
    GaugeSnapshot.Builder metric =
        GaugeSnapshot.builder()
            .name("synscope_diagnosis_finding")
            .help("1 for each cause that was found");
    report.findings().stream()
        .map(finding -> labels(finding, target))
        .distinct()
        .forEach(labels -> metric.dataPoint(point(1, labels)));
    return metric.build();
  }

  private static Labels labels(Finding finding, String target) {
    return Labels.of(
        "target", target,
        "cause", finding.cause().id(),
        "severity", finding.severity().name().toLowerCase(Locale.ROOT),
        "confidence", finding.confidence().name(),
        "server", finding.server().map(Object::toString).orElse(""));
  }

  private static MetricSnapshot latencies(Report report, String target) {
    GaugeSnapshot.Builder metric =
        GaugeSnapshot.builder()
            .name("synscope_diagnosis_latency_seconds")
            .help("Quantiles of the examination's own attempts, by phase and clock");
    for (LatencyLine line : report.latency()) {
      quantile(metric, line, target, "0.5", line.p50Nanos());
      quantile(metric, line, target, "0.99", line.p99Nanos());
    }
    return metric.build();
  }

  private static void quantile(
      GaugeSnapshot.Builder metric, LatencyLine line, String target, String share, long nanos) {
    if (nanos < LatencyLine.UNBOUNDED) {
      metric.dataPoint(
          point(
              nanos / NANOS_PER_SECOND,
              Labels.of(
                  "target", target,
                  "server", line.target(),
                  "phase", line.phase(),
                  "clock", line.clock(),
                  "quantile", share)));
    }
  }

  private static GaugeDataPointSnapshot point(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }
}
