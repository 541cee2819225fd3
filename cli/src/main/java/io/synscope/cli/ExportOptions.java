package io.synscope.cli;

import io.synscope.export.AttemptTable;
import io.synscope.export.IntervalLog;
import io.synscope.export.PercentileFiles;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a probe's numbers go besides its report. */
final class ExportOptions {
  private static final long INTERVAL_MILLIS = 1000;

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      description = "histograms of each second; for synscope compare and HdrHistogram's tools")
  private @Nullable Path log;

  @Option(
      names = "--hgrm",
      paramLabel = "DIR",
      hidden = true,
      description = "percentile distributions, a file for each series")
  private @Nullable Path percentiles;

  @Option(names = "--csv", paramLabel = "FILE", description = "a row for each attempt and request")
  private @Nullable Path table;

  private Optional<AttemptTable> rows = Optional.empty();
  private Optional<IntervalLog> intervals = Optional.empty();
  private Optional<IntervalTicker> ticker = Optional.empty();

  /** Opens the files before anything is measured; {@return who writes attempts down} */
  ProbeListener open() throws IOException {
    if (table != null) {
      rows = Optional.of(AttemptTable.create(table));
    }
    return rows.<ProbeListener>map(all -> all).orElse(ProbeListener.NONE);
  }

  /** Begins to log. */
  void start(Probe probe) throws IOException {
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

  /** Completes all files. */
  void finish(Probe probe) throws IOException, InterruptedException {
    if (ticker.isPresent()) {
      ticker.get().stop();
    }
    intervals.ifPresent(IntervalLog::close);
    rows.ifPresent(AttemptTable::close);
    if (percentiles != null) {
      PercentileFiles.write(probe, percentiles);
    }
  }
}
