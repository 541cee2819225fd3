package io.synscope.export;

import io.synscope.latency.Series;
import io.synscope.run.Probe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/** Percentile distributions as HdrHistogram's plotters read them: an .hgrm file for each series. */
public final class PercentileFiles {
  private static final int TICKS = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  private PercentileFiles() {}

  /** Writes what the probe measured so far into that folder; values in milliseconds. */
  public static void write(Probe probe, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<Series, AbstractHistogram> entry : probe.totals().entrySet()) {
      String name = entry.getKey().tag().replaceAll("[^A-Za-z0-9.\\[\\]-]", "_");
      try (PrintStream file =
          new PrintStream(
              Files.newOutputStream(folder.resolve(name + ".hgrm")),
              false,
              StandardCharsets.US_ASCII)) {
        entry.getValue().outputPercentileDistribution(file, TICKS, NANOS_PER_MILLI);
      }
    }
  }
}
