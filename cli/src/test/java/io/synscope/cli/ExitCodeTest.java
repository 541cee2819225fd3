package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.option.ExitCode;
import io.synscope.cli.render.SampleReport;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ExitCodeTest {
  @Test
  void numbersAreThoseOfTheContract() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
        .containsExactly(0, 1, 2, 3, 64, 141);
  }

  @Test
  void theGravestFindingDecides() {
    assertThat(ExitCode.of(SampleReport.incident())).isEqualTo(ExitCode.CRITICAL);
    assertThat(ExitCode.of(SampleReport.healthy())).isEqualTo(ExitCode.OK);
  }

  @Test
  void nothingRelevantCaptured_couldNotTell() {
    assertThat(ExitCode.of(SampleReport.nothing())).isEqualTo(ExitCode.COULD_NOT_TELL);
  }

  @Test
  void everyCodeHasASentence() {
    assertThat(ExitCode.values()).allMatch(code -> code.sentence().length() > 10);
  }
}
