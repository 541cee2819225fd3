package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;
import io.synscope.report.ExchangeSummary;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** redis-benchmark's own numbers, and the server's, against what a capture of them tells. */
@RequiresRoot
@RequiresCommand({"ip", "tcpdump", "redis-server", "redis-cli", "redis-benchmark"})
class RedisBenchmarkTest {
  private static final int PIPELINE = 16;
  private static final int TRIES = 3;
  private static final int REQUESTS = 200_000;
  private static final int CLIENTS = 50;

  /** LRANGE answers kilobytes; -Dsynscope.lrange.requests=200000 makes it a capture of 2.9 GB. */
  private static final int LRANGE_REQUESTS = Integer.getInteger("synscope.lrange.requests", 2_400);

  /** redis-benchmark counts microseconds, and keeps three digits of them. */
  private static final double RESOLUTION = 0.001;

  private static final long CLOCK_NANOS = 2_000;

  @TempDir Path folder;
  private Lab lab;

  /** Of one command: how long packets took, and how long until the same place of the pipeline. */
  private static final class Times {
    private final Histogram wire = new Histogram(3);
    private final Histogram cycle = new Histogram(3);

    Times() {
      wire.setAutoResize(true);
      cycle.setAutoResize(true);
    }
  }

  private final Map<String, Times> times = new HashMap<>();
  private final Map<FourTuple, Deque<Exchange>> pipelines = new HashMap<>();

  @BeforeEach
  void build() {
    lab = Lab.create();
    lab.redis();
  }

  @AfterEach
  void remove() {
    lab.close();
  }

  @Test
  void pipelines_arePairedWhole_andTimedAsTheBenchmarkTimesThem() throws IOException {
    Map<String, double[]> benchmark = new HashMap<>();
    ExchangeSummary heard =
        capture(
            () -> {
              benchmark.clear();
              benchmark.putAll(benchmark("get,set", REQUESTS, CLIENTS));
              benchmark.putAll(benchmark("lrange", LRANGE_REQUESTS, CLIENTS));
            });

    assertThat(heard.unpaired()).isZero();
    assertThat(heard.desyncs()).isZero();
    assertThat(CommandStatistics.of(heard)).isEqualTo(CommandStatistics.ofServer(lab.server()));
    assertThat(CommandStatistics.of(heard)).containsEntry("GET", 200_000L).containsKey("LRANGE");
    for (String command : List.of("GET", "SET")) {
      compare(command, benchmark.get(command));
    }
  }

  /** Among fifty clients the benchmark's one thread is late to notice; alone it is not. */
  @Test
  void oneClient_isTimedAsItTimesItself() throws IOException {
    Map<String, double[]> benchmark = new HashMap<>();
    ExchangeSummary heard =
        capture(
            () -> {
              benchmark.clear();
              benchmark.putAll(benchmark("get,set", REQUESTS / 10, 1));
            });

    assertThat(heard.unpaired()).isZero();
    assertThat(CommandStatistics.of(heard)).isEqualTo(CommandStatistics.ofServer(lab.server()));
    for (String command : List.of("GET", "SET")) {
      compare(command, benchmark.get(command));
    }
  }

  /** What a capture of this work tells; again where the kernel lost packets of it. */
  private ExchangeSummary capture(Runnable work) throws IOException {
    long lost = 0;
    for (int i = 0; i < TRIES; i++) {
      Path file = folder.resolve("benchmark" + i + ".pcap");
      CommandStatistics.reset(lab.server());
      Tap tap = Tap.on(lab, file);
      work.run();
      lost = tap.end();
      if (lost == 0) {
        return analyze(file);
      }
      System.out.println("the kernel lost " + lost + " packets of the capture");
    }
    assumeTrue(false, "the kernel lost " + lost + " packets of the last capture of " + TRIES);
    throw new AssertionError("not reached");
  }

  private ExchangeSummary analyze(Path file) throws IOException {
    AnalysisOptions options =
        new AnalysisOptions(
            Optional.empty(),
            new MemoryBudget(64 << 20),
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(this::hear));
    return CaptureAnalyzer.analyze(
            CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT), options)
        .report()
        .exchanges()
        .orElseThrow();
  }

  private void hear(FourTuple connection, Exchange exchange) {
    Deque<Exchange> pipeline = pipelines.computeIfAbsent(connection, c -> new ArrayDeque<>());
    Times told = times.computeIfAbsent(exchange.command(), c -> new Times());
    told.wire.recordValue(exchange.reply().since(exchange.request()));
    if (pipeline.size() == PIPELINE) {
      told.cycle.recordValue(exchange.request().since(pipeline.removeFirst().request()));
    }
    pipeline.addLast(exchange);
  }

  private Map<String, double[]> benchmark(String tests, int requests, int clients) {
    String csv =
        lab.client()
            .run(
                "redis-benchmark",
                "-h",
                Lab.SERVER,
                "-P",
                Integer.toString(PIPELINE),
                "-c",
                Integer.toString(clients),
                "-t",
                tests,
                "-n",
                Integer.toString(requests),
                "--csv");
    Map<String, double[]> quantiles = new HashMap<>();
    for (String line : csv.split("\n")) {
      String[] fields = line.replace("\"", "").split(",");
      if (fields.length == 8 && !fields[0].equals("test")) {
        double p50 = Double.parseDouble(fields[4]) * 1e6;
        double p99 = Double.parseDouble(fields[6]) * 1e6;
        quantiles.put(fields[0], new double[] {p50, p99});
      }
    }
    return quantiles;
  }

  /**
   * The benchmark's clock runs from before its write until its process has woken up: for longer
   * than the packets were under way, and for less than until its next request leaves.
   */
  private void compare(String command, double[] benchmark) {
    Times told = times.get(command);
    double[] shares = {50, 99};
    for (int i = 0; i < shares.length; i++) {
      long wire = told.wire.getValueAtPercentile(shares[i]);
      long cycle = told.cycle.getValueAtPercentile(shares[i]);
      System.out.printf(
          "%s p%.0f: wire %d us, redis-benchmark %.0f us, until the next request %d us%n",
          command, shares[i], wire / 1000, benchmark[i] / 1000, cycle / 1000);
      assertThat((double) wire).isLessThanOrEqualTo(benchmark[i] * (1 + RESOLUTION) + CLOCK_NANOS);
    }
    assertThat(benchmark[0]).isLessThanOrEqualTo((double) told.cycle.getValueAtPercentile(75));
    assertThat(benchmark[1]).isLessThanOrEqualTo((double) told.cycle.getMaxValue());
  }
}
