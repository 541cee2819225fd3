package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.RequiresLibpcap;
import org.junit.jupiter.api.Test;

/** Where nothing is captured because something is wrong with the wish. */
@RequiresLibpcap
final class CaptureCommandTest {
  @Test
  void anInterfaceThatIsNotThere_isOneLine() {
    Run run = Run.of("capture", "-i", "nix7");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.talk()).startsWith("synscope: ").hasLineCount(1).contains("nix7");
  }

  @Test
  void withoutInterface_theWayIsShown() {
    Run run = Run.of("capture", "port", "6379");
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.talk()).hasLineCount(1).contains("--interface");
  }

  @Test
  void rotationWithoutFile_isWrongUsage() {
    assertThat(Run.of("capture", "-i", "lo", "-C", "1").exit()).isEqualTo(64);
  }

  @Test
  void interfacesAreListed() {
    Run run = Run.of("interfaces");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("lo ");
  }
}
