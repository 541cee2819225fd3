package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.LabFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second thread that reads ahead changes nothing in the report, not even the order of a list. */
class SecondThreadTest {
  static Stream<Path> captures() {
    return LabFixture.all(Fixtures.LAB).stream()
        .flatMap(fixture -> fixture.captures().values().stream());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void readingAhead_writesTheSameReport(Path capture) throws IOException {
    assertThat(report(capture, true)).isEqualTo(report(capture, false));
  }

  private static Report report(Path capture, boolean ahead) throws IOException {
    return CaptureAnalyzer.analyze(
            CaptureFiles.open(List.of(capture), CaptureOptions.DEFAULT),
            new AnalysisOptions(Optional.empty(), new MemoryBudget(64 << 20), ahead, false))
        .report();
  }
}
