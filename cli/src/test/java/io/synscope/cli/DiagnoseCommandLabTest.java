package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its user sees it, on a server with which nothing is wrong, and beside it. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "ss", "redis-server"})
final class DiagnoseCommandLabTest {
  private static final Lab LAB = Lab.create();
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 100;

  @TempDir private Path folder;

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
    // what a busy host adds is no part of it
    String page = run.out().replaceFirst("(?s)\n\nBefore you trust this.*", "");
    assertThat(page.lines())
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

  @Test
  void watch_tellsWhenTheHeadlineChanges_andEndsWithTheLastState() throws IOException {
    Path metrics = folder.resolve("synscope.prom");
    Program redis = LAB.redis("--port", "6400");
    Program watch = watch(Lab.SERVER + ":6400", "--no-capture", "--prom", metrics.toString());
    assertThat(watch.await(line -> line.contains("  "))).contains("  OK  Nothing wrong");
    redis.close();
    String changed = watch.await(line -> line.contains("  CRITICAL  "));
    assertThat(changed).containsAnyOf("refused_no_listener", "redis_killed", "redis_restart");
    if (!changed.contains("refused_no_listener")) { // the end came in the middle of a round
      watch.await(line -> line.contains("refused_no_listener"));
    }
    watch.signal(Program.SIGINT);
    assertThat(watch.exit()).isEqualTo(2);
    assertThat(Files.readString(metrics))
        .contains("synscope_diagnosis_finding{cause=\"refused_no_listener\"")
        .containsPattern("synscope_diagnosis_severity\\{.*} 2\\.0");
  }

  @Test
  void watch_asNdjson_isALineOfJsonForEachTime() {
    Program watch = watch(Lab.SERVER, "--format", "ndjson");
    for (int round = 0; round < 2; round++) {
      assertThat(watch.await(line -> line.contains("\"type\":\"report\"")))
          .contains("\"schema\":\"synscope/1\"");
    }
    watch.signal(Program.SIGINT);
    assertThat(watch.exit()).isZero();
  }

  /** A program of its own, which a signal can end. */
  private static Program watch(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.synscope.cli.Synscope", "diagnose", "--watch", "100ms"));
    command.addAll(List.of(arguments));
    return LAB.client().start(command.toArray(String[]::new));
  }

  private static Run diagnose(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "diagnose";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return LAB.client().call(() -> Run.of(all));
  }
}
