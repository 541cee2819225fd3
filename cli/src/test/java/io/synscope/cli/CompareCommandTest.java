package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.demo.DemoServer;
import io.synscope.cli.render.ParsedPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompareCommandTest {
  @TempDir private Path folder;

  private String log(String name, int seconds, long shiftNanos) throws IOException {
    return SampleLog.write(folder, name, seconds, shiftNanos);
  }

  @Test
  void twoLogsThatDiffer_exit1_withTheDifferenceAndItsParts() throws IOException {
    Run run = Run.of("compare", log("a", 40, 0), log("b", 40, 620_000));
    assertThat(run.words())
        .contains("DIFFERENT CONNECT, by the kernel clock")
        .contains("adds 620")
        .contains("is floor (distance)")
        .contains("usual between zones");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void twoLogsAlike_exit0() throws IOException {
    Run run = Run.of("compare", log("a", 40, 0), log("b", 40, 0));
    assertThat(run.words()).contains("EQUIVALENT CONNECT");
    assertThat(run.exit()).isZero();
  }

  @Test
  void tooShortLogs_exit3_andSayHowManyValuesAreNeeded() throws IOException {
    Run run = Run.of("compare", log("a", 2, 0), log("b", 2, 0));
    assertThat(run.words())
        .contains("INCONCLUSIVE")
        .contains("values of each side would settle it");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void jsonHasTheSameNumbers() throws IOException {
    Run run = Run.of("compare", log("a", 40, 0), log("b", 40, 620_000), "--json", "--exit-zero");
    assertThat(run.out())
        .startsWith("{\"schema\":\"synscope/1\"")
        .contains("\"verdict\":\"DIFFERENT\"", "\"quantile\":\"p50\"", "\"paired\":true");
    assertThat(run.exit()).isZero();
  }

  @Test
  void pageSaysTheVerdictAndDrawsBothSidesWithTheirBands() throws IOException {
    Path file = folder.resolve("page.html");
    Run.of("compare", log("a", 40, 0), log("b", 40, 620_000), "--html", file.toString());
    ParsedPage page = new ParsedPage(Files.readString(file));
    assertThat(page.select("//h1")).singleElement().asString().startsWith("B differs from A: ");
    assertThat(page.select("//h1").get(0)).contains("µs slower at p50");
    String picture = "//*[contains(@class,'percentiles')]";
    assertThat(page.select(picture + "//*[contains(@class,'band')]")).hasSize(2);
    assertThat(page.select(picture + "//*[contains(@class,'series')]")).hasSize(2);
    assertThat(page.select("//*[contains(@class,'difference different')]//*[@class='interval']"))
        .isNotEmpty()
        .allMatch(title -> title.startsWith("+"));
  }

  @Test
  void twoTargetsAreProbedInTurn() throws IOException {
    try (DemoServer a = DemoServer.start();
        DemoServer b = DemoServer.start()) {
      Run run = inTurn(a, b, "--rate", "100");
      assertThat(run.out()).contains("CONNECT", "ROUND_TRIP", "slots that both share");
      assertThat(run.exit()).isIn(0, 1, 3);
      assertThat(run.talk()).isEmpty();
    }
  }

  @Test
  void keptConnections_areToldBySourcePort() throws IOException {
    try (DemoServer a = DemoServer.start();
        DemoServer b = DemoServer.start()) {
      Run text = inTurn(a, b, "--rate", "400", "--connections", "4");
      assertThat(text.words()).contains("Source ports, ROUND_TRIP", "A: 4 source ports with");
      Run json = inTurn(a, b, "--rate", "400", "--connections", "4", "--format", "json");
      assertThat(json.out()).contains("\"sourcePorts\":{\"A\":{\"count\":4,", "\"ksDistance\":");
    }
  }

  @Test
  void sideThatRefuses_isSaidToFail_notToBeFar() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (DemoServer a = DemoServer.start()) {
      Run run =
          Run.of("compare", "127.0.0.1:" + a.port(), "127.0.0.1:" + closed, "--duration", "1");
      assertThat(run.words())
          .contains("B failed at all of them: this is no matter of time; synscope probe says why.")
          .doesNotContain("is floor");
    }
  }

  /** Two servers compared for a second. */
  private static Run inTurn(DemoServer a, DemoServer b, String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("compare", "127.0.0.1:" + a.port(), "127.0.0.1:" + b.port()));
    command.addAll(List.of("--duration", "1"));
    command.addAll(List.of(options));
    return Run.of(command.toArray(String[]::new));
  }

  @Test
  void whatAProbeLogged_canBeCompared() throws IOException {
    Path log = folder.resolve("run.hlog");
    Path table = folder.resolve("run.csv");
    Path percentiles = folder.resolve("run");
    String[] files = {
      "--hlog", log.toString(), "--csv", table.toString(), "--hgrm", percentiles.toString()
    };
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Run probe =
          Run.of(
              "probe", target, "-c", "3", "-i", "1ms", files[0], files[1], files[2], files[3],
              files[4], files[5]);
      assertThat(probe.exit()).isZero();
      assertThat(Files.readAllLines(table)).hasSize(4);
      assertThat(Files.readAllLines(table).get(1)).contains("attempt,", ",ESTABLISHED_CLEAN,ok,");
      try (var all = Files.list(percentiles)) {
        assertThat(all).anyMatch(f -> f.getFileName().toString().startsWith("CONNECT_kernel_"));
      }
      Run run = Run.of("compare", log + "#" + target, log + "#" + target);
      assertThat(run.words()).contains("INCONCLUSIVE CONNECT");
    }
  }

  @Test
  void ndjsonHasEachAttemptOnce() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Run run = Run.of("probe", target, "-c", "3", "-i", "1ms", "--format", "ndjson");
      assertThat(run.out().lines().filter(l -> l.contains("\"type\":\"attempt\""))).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare redis1                      | A B",
        "compare 127.0.0.1 127.0.0.1         | same address",
        "compare 127.0.0.1:99999 127.0.0.1   | out of range",
      })
  void wrongUsageIsOneLineAndExit64(String command, String expected) {
    Run run = Run.of(command.split(" +"));
    assertThat(run.talk()).hasLineCount(1).contains(expected);
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void aFileThatIsNoLogIsToldByItsName() throws IOException {
    Path other = Files.writeString(folder.resolve("notes"), "nothing\n");
    Run run = Run.of("compare", other.toString(), other.toString());
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.talk()).hasLineCount(1).contains(other.toString());
  }
}
