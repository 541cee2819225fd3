package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code analyze --hlog} writes, read by HdrHistogram's own reader. */
class ExchangeLogTest {
  private static final Path LAB = Path.of("../pcap-analyzer/src/test/resources/lab");

  @TempDir private Path folder;

  @Test
  void everyExchange_standsUnderItsCommandAndServer() throws IOException {
    Path log = folder.resolve("healthy.hlog");
    Run run =
        Run.of(
            "analyze",
            LAB.resolve("redis_slow_command/client.pcap.gz").toString(),
            "--hlog",
            log.toString(),
            "--json",
            "--exit-zero");
    TreeMap<String, Histogram> byTag = new TreeMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      for (EncodableHistogram read = reader.nextIntervalHistogram();
          read instanceof Histogram interval;
          read = reader.nextIntervalHistogram()) {
        byTag.computeIfAbsent(interval.getTag(), tag -> new Histogram(3)).add(interval);
      }
    }
    assertThat(byTag)
        .containsOnlyKeys(
            "DEBUG_SLEEP@10.77.2.2:6379", "GET@10.77.2.2:6379", "PING@10.77.2.2:6379");
    assertThat(byTag.get("PING@10.77.2.2:6379").getTotalCount()).isEqualTo(9);
    assertThat(byTag.get("GET@10.77.2.2:6379").getTotalCount()).isEqualTo(4);
    assertThat(byTag.get("DEBUG_SLEEP@10.77.2.2:6379").getMaxValue())
        .as("DEBUG SLEEP 1.5, in nanoseconds of the capture")
        .isBetween(1_500_000_000L, 1_503_000_000L);
    assertThat(run.exit()).isZero();
  }

  @Test
  void whatACaptureLogged_canBeCompared() throws IOException {
    Path log = folder.resolve("healthy.hlog");
    String capture = LAB.resolve("redis_slow_command/client.pcap.gz").toString();
    assertThat(Run.of("analyze", capture, "--hlog", log.toString(), "--exit-zero").exit()).isZero();
    String ping = log + "#PING@10.77.2.2:6379";
    assertThat(Run.of("compare", ping, log + "#GET@10.77.2.2:6379").words())
        .contains("INCONCLUSIVE ROUND_TRIP");
  }

  @Test
  void fileThatCannotBeWritten_isToldBeforeAnythingIsRead() throws IOException {
    Run run =
        Run.of(
            "analyze",
            LAB.resolve("redis_slow_command/client.pcap.gz").toString(),
            "--hlog",
            folder.resolve("no/such/folder.hlog").toString());
    assertThat(run.talk().lines()).hasSize(1);
    assertThat(run.talk()).contains("folder.hlog", "there is no folder");
    assertThat(run.words()).isEmpty();
    assertThat(run.exit()).isEqualTo(64);
  }
}
