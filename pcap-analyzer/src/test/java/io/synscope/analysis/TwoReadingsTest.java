package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureQuality;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.report.Report;
import io.synscope.testkit.generate.TrafficGenerator;
import io.synscope.testkit.generate.TrafficPlan;
import io.synscope.testkit.generate.TrafficPlan.Mix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two captures that are read beside each other. */
class TwoReadingsTest {
  private static final int PACKETS = 60_000;

  @TempDir Path folder;
  private Path capture = Path.of("");

  @BeforeEach
  void generate() throws IOException {
    capture = folder.resolve("generated.pcap");
    try (OutputStream out = Files.newOutputStream(capture)) {
      TrafficGenerator.write(TrafficPlan.of(PACKETS, Mix.CHURN), out);
    }
  }

  @Test
  void eachReport_isThatOfTheCaptureAlone() throws IOException {
    Path refusals = Fixtures.LAB.resolve("refused_by_firewall/client.pcap.gz");

    List<Analysis> both = analyze(open(refusals), open(capture), true);

    assertThat(both).extracting(Analysis::report).containsExactly(alone(refusals), alone(capture));
  }

  @Test
  void endedEarly_bothCameAboutAsFar() throws IOException {
    AtomicInteger batchesLeft = new AtomicInteger(40);

    List<Analysis> both =
        analyze(
            new Ended(open(capture), batchesLeft), new Ended(open(capture), batchesLeft), false);

    long one = both.get(0).report().input().packets();
    long other = both.get(1).report().input().packets();
    assertThat(one).isPositive().isLessThan(PACKETS).isEqualTo(other);
  }

  private static List<Analysis> analyze(CaptureSource one, CaptureSource other, boolean ahead)
      throws IOException {
    return CaptureAnalyzer.analyze(one, options(ahead), other, options(ahead));
  }

  private static Report alone(Path capture) throws IOException {
    return CaptureAnalyzer.analyze(open(capture), options(false)).report();
  }

  private static CaptureSource open(Path capture) throws IOException {
    return CaptureFiles.open(List.of(capture), CaptureOptions.DEFAULT);
  }

  private static AnalysisOptions options(boolean ahead) {
    return new AnalysisOptions(Optional.empty(), new MemoryBudget(64 << 20), ahead, false);
  }

  /** A capture that ends for everybody when so many batches were taken by all together. */
  private record Ended(CaptureSource source, AtomicInteger batchesLeft) implements CaptureSource {
    @Override
    public boolean fill(PacketBatch batch) throws IOException {
      return batchesLeft.getAndDecrement() > 0 && source.fill(batch);
    }

    @Override
    public CaptureQuality quality() {
      return source.quality();
    }

    @Override
    public long bytesRead() {
      return source.bytesRead();
    }

    @Override
    public long bytesTotal() {
      return source.bytesTotal();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
