package io.synscope.testkit.need;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

final class NeedTest {
  @Test
  void allCapabilities_areEnough() {
    assertThat(RootCondition.missing(List.of("Uid:\t0", "CapEff:\t000001ffffffffff"))).isEmpty();
  }

  @Test
  void rootInAContainerWithoutSysAdmin_lacksIt() {
    assertThat(RootCondition.missing(List.of("CapEff:\t00000000a80425fb")))
        .contains("CAP_NET_ADMIN");
    assertThat(RootCondition.missing(List.of("CapEff:\t0000000000003000")))
        .contains("CAP_SYS_ADMIN");
  }

  @Test
  void statusWithoutCapabilities_lacksThem() {
    assertThat(RootCondition.missing(List.of("Name:\tjava"))).contains("CAP_NET_ADMIN");
  }

  @Test
  void shellIsInstalled_nonsenseIsNot() {
    assertThat(CommandCondition.isInstalled("sh")).isTrue();
    assertThat(CommandCondition.isInstalled("no-such-program-here")).isFalse();
  }

  @Test
  void checkoutHoldsTheRootPom() {
    assertThat(Files.isRegularFile(Checkout.resolve("pom.xml"))).isTrue();
    assertThat(Checkout.resolve("diagnosis/pom.xml")).exists();
  }

  @Test
  void absentThings_skipTheirTestsAloud() {
    var stdout = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(NeedsWhatIsAbsent.class))
          .execute()
          .testEvents()
          .assertStatistics(events -> events.started(0).skipped(2));
    } finally {
      System.setOut(stdout);
    }
    assertThat(printed.toString(UTF_8))
        .contains("SKIPPED NeedsWhatIsAbsent.program: needs the program no-such-program-here")
        .contains("SKIPPED NeedsWhatIsAbsent.folder: needs the folder ")
        .contains("no-such-folder-here, which is not there");
  }

  static final class NeedsWhatIsAbsent {
    @Test
    @RequiresCommand({"sh", "no-such-program-here"})
    void program() {}

    @Test
    @RequiresFolder("no-such-folder-here")
    void folder() {}
  }
}
