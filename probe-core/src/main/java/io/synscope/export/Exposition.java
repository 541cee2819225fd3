package io.synscope.export;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.synscope.latency.Series;
import io.synscope.run.Probe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AbstractHistogram;

/** A run as Prometheus reads it: attempts by fate, latencies as classic histograms in seconds. */
public final class Exposition {
  /** What {@link #page} holds. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  static final double NANOS_PER_SECOND = 1e9;

  /** From 50 microseconds to ten seconds; 40, 200 and 1000 ms have a bound just above them. */
  private static final long[] BOUNDS_NANOS = {
    50_000,
    100_000,
    200_000,
    300_000,
    500_000,
    750_000,
    1_000_000,
    1_500_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    250_000_000,
    500_000_000,
    1_100_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L
  };

  private Exposition() {}

  /** {@return all metrics of that run until now, in Prometheus' text format} */
  public static byte[] page(Probe probe, Tally tally) throws IOException {
    return text(List.of(attempts(tally), requests(tally), latencies(probe.totals())));
  }

  /** {@return these metrics in Prometheus' text format} */
  static byte[] text(List<MetricSnapshot> metrics) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(bytes, new MetricSnapshots(metrics));
    return bytes.toByteArray();
  }

  /** Writes the page for node_exporter's textfile collector, which must never see half of it. */
  public static void write(Probe probe, Tally tally, Path file) throws IOException {
    replace(file, page(probe, tally));
  }

  static void replace(Path file, byte[] page) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(folder, ".synscope", ".tmp");
    try {
      Files.write(fresh, page);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  static MetricSnapshot attempts(Tally tally) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name("synscope_attempts")
            .help("Connection attempts by outcome of the handshake and by their whole life");
    for (Map.Entry<Tally.Fate, LongAdder> entry : tally.attempts().entrySet()) {
      Tally.Fate fate = entry.getKey();
      counter.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(
                  Labels.of(
                      "target", fate.target(),
                      "server", fate.server(),
                      "outcome", fate.outcome().name(),
                      "reason", fate.served() ? "" : fate.life()))
              .value(entry.getValue().doubleValue())
              .build());
    }
    return counter.build();
  }

  private static MetricSnapshot requests(Tally tally) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name("synscope_requests")
            .help("Requests on connections that stay open");
    for (Map.Entry<Tally.Answer, LongAdder> entry : tally.requests().entrySet()) {
      counter.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(
                  Labels.of(
                      "server",
                      entry.getKey().server(),
                      "served",
                      Boolean.toString(entry.getKey().served())))
              .value(entry.getValue().doubleValue())
              .build());
    }
    return counter.build();
  }

  private static MetricSnapshot latencies(Map<Series, AbstractHistogram> totals) {
    HistogramSnapshot.Builder metric =
        HistogramSnapshot.builder()
            .name("synscope_latency_seconds")
            .help("How long phases took, by who held the stopwatch; failures have no value here");
    for (Map.Entry<Series, AbstractHistogram> entry : totals.entrySet()) {
      Series series = entry.getKey();
      metric.dataPoint(
          HistogramSnapshot.HistogramDataPointSnapshot.builder()
              .labels(
                  Labels.of(
                      "target", series.target(),
                      "phase", series.phase().name(),
                      "clock", series.clock().word()))
              .classicHistogramBuckets(buckets(entry.getValue()))
              .sum(entry.getValue().getMean() * entry.getValue().getTotalCount() / NANOS_PER_SECOND)
              .build());
    }
    return metric.build();
  }

  private static ClassicHistogramBuckets buckets(AbstractHistogram values) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long counted = 0;
    for (long bound : BOUNDS_NANOS) {
      long below = values.getTotalCount() == 0 ? 0 : values.getCountBetweenValues(0, bound);
      buckets.bucket(bound / NANOS_PER_SECOND, below - counted);
      counted = below;
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, values.getTotalCount() - counted).build();
  }
}
