package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.LabFixture;
import io.synscope.testkit.generate.TrafficGenerator;
import io.synscope.testkit.generate.TrafficPlan;
import io.synscope.testkit.generate.TrafficPlan.Mix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads that read ahead and that hear what is said change nothing in the report, not even the
 * order of a list.
 */
class MoreThreadsTest {
  @TempDir Path folder;

  static Stream<Path> captures() {
    return LabFixture.all(Fixtures.LAB).stream()
        .flatMap(fixture -> fixture.captures().values().stream());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void threadsOfTheirOwn_writeTheSameReport(Path capture) throws IOException {
    assertThat(report(capture, true)).isEqualTo(report(capture, false));
  }

  @ParameterizedTest
  @EnumSource(Mix.class)
  void threadsOfTheirOwn_countTheSameInManyBatches(Mix mix) throws IOException {
    Path capture = folder.resolve("generated.pcap");
    try (OutputStream out = Files.newOutputStream(capture)) {
      TrafficGenerator.write(TrafficPlan.of(100_000, mix), out);
    }
    assertThat(report(capture, true)).isEqualTo(report(capture, false));
  }

  private static Report report(Path capture, boolean ahead) throws IOException {
    return CaptureAnalyzer.analyze(
            CaptureFiles.open(List.of(capture), CaptureOptions.DEFAULT),
            new AnalysisOptions(Optional.empty(), new MemoryBudget(64 << 20), ahead, false))
        .report();
  }
}
