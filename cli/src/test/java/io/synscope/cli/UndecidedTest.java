package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A capture that ends before anything can be said. */
final class UndecidedTest {
  @Test
  void synAtTheVeryEnd_isUndecidedAndNotFine() {
    byte[] capture = CaptureBytes.pcap(CaptureBytes.ETHERNET, CaptureBytes.SYN);
    Run run = Run.with(Run.UTF8, capture, "analyze", "-");
    assertThat(run.words())
        .contains("Undecided: the capture ends while 1 of 1 connection attempt")
        .doesNotContain("Nothing wrong was found");
    assertThat(run.exit()).isZero();
    assertThat(Run.with(Run.UTF8, capture, "analyze", "--json", "-").words())
        .contains("\"cause\": \"none\"", "\"confidence\": \"INCONCLUSIVE\"");
  }
}
