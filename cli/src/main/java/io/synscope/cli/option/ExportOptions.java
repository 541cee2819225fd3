package io.synscope.cli.option;

import io.synscope.cli.terminal.UsageException;
import io.synscope.export.AttemptTable;
import io.synscope.export.Exposition;
import io.synscope.export.IntervalLog;
import io.synscope.export.Listeners;
import io.synscope.export.MetricsServer;
import io.synscope.export.PercentileFiles;
import io.synscope.export.Tally;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a probe's numbers go besides its report. */
public final class ExportOptions {
  private static final int GREATEST_PORT = 65535;
  private static final long INTERVAL_MILLIS = 1000;

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      converter = WritableFileConverter.class,
      description = "histograms of each second, as for synscope compare")
  private @Nullable Path log;

  @Option(
      names = "--hgrm",
      paramLabel = "DIR",
      hidden = true,
      converter = WritableFolderConverter.class,
      description = "percentile distributions, a file for each series")
  private @Nullable Path percentiles;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      converter = WritableFileConverter.class,
      description = "a row for each attempt and request")
  private @Nullable Path table;

  @Option(
      names = "--prom",
      paramLabel = "FILE",
      hidden = true,
      converter = WritableFileConverter.class,
      description = "metrics for node_exporter's textfile collector, when the run is over")
  private @Nullable Path textfile;

  @Option(
      names = "--listen",
      paramLabel = "[ADDR]:PORT",
      description = "serve Prometheus /metrics and /probe?target= until stopped")
  private @Nullable String listen;

  private final Tally tally = new Tally();
  private Optional<MetricsServer> server = Optional.empty();
  private Optional<AttemptTable> rows = Optional.empty();
  private Optional<IntervalLog> intervals = Optional.empty();
  private Optional<IntervalTicker> ticker = Optional.empty();

  /** {@return who writes attempts down} Opens the files, before anything is measured. */
  public ProbeListener open() throws IOException {
    if (table != null) {
      rows = Optional.of(AttemptTable.create(table));
    }
    return new Listeners(
        rows.map(all -> List.<ProbeListener>of(tally, all)).orElse(List.of(tally)));
  }

  /** {@return whether the run goes on until it is stopped} */
  public boolean serves() {
    return listen != null;
  }

  /** Begins to log and to serve; {@code how} plans the probe of a target that a scrape names. */
  public void start(Probe probe, UnaryOperator<ProbePlan> how) throws IOException {
    if (listen != null) {
      server = Optional.of(MetricsServer.start(where(listen), probe, tally, how));
    }
    if (log != null) {
      long now = System.currentTimeMillis();
      IntervalLog file = IntervalLog.create(log, now);
      intervals = Optional.of(file);
      ticker =
          Optional.of(
              IntervalTicker.start(
                  INTERVAL_MILLIS, now, (from, to) -> probe.drain(file.interval(from, to))));
    }
  }

  private static InetSocketAddress where(String typed) {
    int colon = typed.lastIndexOf(':');
    String digits = typed.substring(colon + 1);
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
    if (port < 0 || port > GREATEST_PORT) {
      throw new UsageException("--listen " + typed + ": write :9810 or 127.0.0.1:9810");
    }
    String host = colon < 1 ? "" : typed.substring(0, colon).replaceAll("[\\[\\]]", "");
    InetSocketAddress where =
        host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    if (where.isUnresolved()) {
      throw new UsageException("--listen " + typed + ": " + host + " is no address of this host");
    }
    return where;
  }

  /** Completes all files. */
  public void finish(Probe probe) throws IOException, InterruptedException {
    if (ticker.isPresent()) {
      ticker.get().stop();
    }
    server.ifPresent(MetricsServer::close);
    intervals.ifPresent(IntervalLog::close);
    rows.ifPresent(AttemptTable::close);
    if (percentiles != null) {
      PercentileFiles.write(probe, percentiles);
    }
    if (textfile != null) {
      Exposition.write(probe, tally, textfile);
    }
  }
}
