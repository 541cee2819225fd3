package io.synscope.analysis;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The captures under src/test/resources, and their analysis with everything inferred. */
final class Fixtures {
  static final Path SCRIPTS = Path.of("src/test/resources/scripts");
  static final Path LAB = Path.of("src/test/resources/lab");
  private static final AnalysisOptions OPTIONS =
      new AnalysisOptions(Optional.empty(), new MemoryBudget(64 << 20), false, false);

  private Fixtures() {}

  static Report analyze(byte[] capture) {
    try {
      return CaptureAnalyzer.analyze(
              CaptureFiles.open(new ByteArrayInputStream(capture), CaptureOptions.DEFAULT), OPTIONS)
          .report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Report analyze(Recording recording) {
    return analyze(recording.pcapng());
  }

  static Report analyze(Path file) {
    try {
      return CaptureAnalyzer.analyze(
              CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT), OPTIONS)
          .report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> scripts() {
    try (var files = Files.list(SCRIPTS)) {
      return files.filter(file -> file.toString().endsWith(".script")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
