package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.Checkout;
import io.synscope.testkit.need.RequiresFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captures that crashed other tools. */
@RequiresFolder("../shared/corpus/malformed")
final class MalformedCorpusTest {
  @ParameterizedTest
  @MethodSource("captures")
  void aReportOrOneLine(Path capture) {
    Run run = Run.of("analyze", "--json", capture.toString());
    assertThat(run.exit()).isBetween(0, 3);
    if (run.out().isEmpty()) {
      assertThat(run.talk())
          .hasLineCount(1)
          .startsWith("synscope: ")
          .doesNotContain("an error of synscope");
    } else {
      assertThat(run.talk()).isEmpty();
      assertThat(run.out()).endsWith("}\n");
    }
  }

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.resolve("../shared/corpus/malformed"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
