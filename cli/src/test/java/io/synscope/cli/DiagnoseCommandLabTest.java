package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command as its user sees it, on a server with which nothing is wrong, and beside it. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "ss", "redis-server"})
final class DiagnoseCommandLabTest {
  private static final Lab LAB = Lab.create();
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 100;

  @BeforeAll
  static void serve() {
    LAB.redis();
  }

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @Test
  void aHealthyServer_fillsOneScreen_andExitsWithZero() {
    Run run = diagnose(Lab.SERVER);
    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.words()).contains("Nothing wrong was found").doesNotContain("F1 ");
    assertThat(run.out().lines())
        .hasSizeLessThanOrEqualTo(SCREEN_LINES)
        .allMatch(line -> line.length() <= SCREEN_COLUMNS);
    assertThat(run.talk()).isEmpty();
  }

  @Test
  void nagios_isOneLineWithPerformanceData() {
    Run well = diagnose("--nagios", Lab.SERVER);
    assertThat(well.exit()).isZero();
    assertThat(well.out())
        .hasLineCount(1)
        .startsWith("REDIS OK - ")
        .containsPattern(" \\| ?connect_p50=[0-9.]+s .*round_trip_p99=[0-9.]+s .*attempts=[0-9]+");
    Run refused = diagnose("--nagios", Lab.SERVER + ":7001");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).hasLineCount(1).startsWith("REDIS CRITICAL - ");
  }

  private static Run diagnose(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "diagnose";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return LAB.client().call(() -> Run.of(all));
  }
}
