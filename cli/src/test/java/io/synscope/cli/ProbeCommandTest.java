package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.demo.DemoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbeCommandTest {
  @TempDir private Path folder;

  @Test
  void aServerThatAnswers_exit0() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      Run run = Run.of("probe", "127.0.0.1:" + server.port(), "-c", "3", "-i", "1ms");
      assertThat(run.talk()).isEmpty();
      assertThat(run.out()).contains("OK  ", "CONNECT", "ROUND_TRIP");
      assertThat(run.exit()).isZero();
    }
  }

  @Test
  void whereNothingListens_refusedAndCritical() throws IOException {
    Run run =
        Run.of(
            "probe", "127.0.0.1", String.valueOf(DemoServer.closedPort()), "-c", "2", "-i", "1ms");
    assertThat(run.out()).contains("CRITICAL", "refused_no_listener");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.talk()).isEmpty();
  }

  @Test
  void aBurstOnKeptConnections_isAskedAtOnce() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Run run =
          Run.of(
              ("probe " + target + " --burst 20 --connections 2 --pipeline 20 --payload 300")
                  .split(" "));
      assertThat(run.out()).contains("ROUND_TRIP").contains(" 20 ");
      assertThat(run.exit()).isZero();
    }
  }

  @Test
  void theUserClockAlone_hidesTheKernels() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      String[] words = ("probe " + target + " -c 2 -i 1ms --clock user").split(" ");
      assertThat(Run.of(words).out()).contains("(user)").doesNotContain("(kernel)");
    }
  }

  @Test
  void targetsOfAFileAreProbedFromTheSourceAskedFor() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      Path file = folder.resolve("targets");
      Files.writeString(file, "# ours\n127.0.0.1:" + server.port() + "   # the one\n\n");
      Run run =
          Run.of(
              "probe",
              "--targets",
              file.toString(),
              "-c",
              "1",
              "--source",
              "127.0.0.2",
              "--ttl",
              "9",
              "--poisson",
              "--json");
      assertThat(run.out()).contains("\"127.0.0.2:").contains("ESTABLISHED_CLEAN");
      assertThat(run.exit()).isZero();
    }
  }

  @Test
  void manyTargets_haveALineEach_theWorstFirst() throws IOException {
    List<DemoServer> servers = new ArrayList<>();
    try {
      List<String> words = new ArrayList<>(List.of("probe", "-c", "1"));
      for (int i = 0; i < 9; i++) {
        servers.add(DemoServer.start());
        words.add("127.0.0.1:" + servers.get(i).port());
      }
      words.add("127.0.0.1:" + DemoServer.closedPort());
      String latency = Run.of(words.toArray(new String[0])).out().split("\nLatency\n")[1];
      assertThat(latency.lines().skip(1).findFirst().orElseThrow())
          .contains(words.get(words.size() - 1))
          .contains("∞");
      assertThat(latency).containsOnlyOnce(words.get(3) + " ").contains("Worst first");
    } finally {
      for (DemoServer server : servers) {
        server.close();
      }
    }
  }

  @Test
  void settling_tellsWhatTheTestsShowed() throws IOException {
    Run run = Run.of("probe", "127.0.0.1:" + DemoServer.closedPort(), "-c", "1", "--settle");
    assertThat(run.words()).contains("sent SYNs that live for 1 to 30 hops");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void metricsForTheTextfileCollector() throws IOException {
    Path file = folder.resolve("synscope.prom");
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Run.of("probe", target, "-c", "3", "-i", "1ms", "--prom", file.toString());
      assertThat(Files.readString(file))
          .contains("# TYPE synscope_attempts_total counter")
          .contains("outcome=\"ESTABLISHED_CLEAN\"")
          .contains("phase=\"CONNECT\"")
          .contains("le=\"+Inf\"} 3");
    }
  }

  @Test
  void exitZeroWhateverWasFound() throws IOException {
    assertThat(
            Run.of("probe", "127.0.0.1:" + DemoServer.closedPort(), "-c", "1", "--exit-zero")
                .exit())
        .isZero();
  }

  @Test
  void verboseHasALineForEachAttempt() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      Run run = Run.of("probe", "127.0.0.1:" + server.port(), "-c", "2", "-i", "1ms", "-v");
      assertThat(run.out()).contains("#1  127.0.0.1:" + server.port(), "#2  ", "ok  connect ");
    }
  }

  @Test
  void unresolvableName_isToldWithItsReason() {
    Run run = Run.of("probe", "nowhere.invalid", "-c", "1");
    assertThat(run.out())
        .contains("local_error")
        .containsIgnoringCase("nowhere.invalid")
        .doesNotContain("{name}");
    assertThat(run.exit()).isNotZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "probe redis1:65536         | port 65536 is out of range, ports are 1 to 65535",
        "probe redis1 0             | port 0 is out of range",
        "probe redis1:http          | \"http\" is no port",
        "probe [::1:6379            | is no IPv6 address",
        "probe re$dis               | is no host name",
        "probe http://redis1        | only redis:// and rediss:// can be probed",
        "probe redis://me:pw@redis1 | a password on the command line can be read by everyone",
        "probe -a secret redis1     | REDISCLI_AUTH",
        "probe -4 -6 redis1         | exclude each other",
        "probe -c 0 redis1          | at least one attempt",
        "probe -c many redis1       | -c",
        "probe                      | no target",
        "probe -i 1 --rate 5 redis1 | leave one out",
        "probe --burst 1001 redis1  | add --yes",
        "probe --burst 9 --poisson redis1 | exclude each other",
        "probe --warm-up -1 redis1  | write 0 for none",
        "probe --ttl 256 redis1     | write 1 to 255",
        "probe --pipeline 4 redis1  | add --connections",
        "probe --source host redis1 | is no source",
        "probe --source :70000 redis1 | is no source",
        "probe --command FLUSHALL redis1 | --allow-writes",
        "probe --command DEBUG redis1 | --allow-writes",
        "probe --command SHUTDOWN --allow-writes redis1 | does not answer at once",
        "probe --command BLPOP redis1 | does not answer at once",
        "probe --command NOSUCH redis1 | not a command that synscope knows",
        "probe --command PING --payload 5 redis1 | exclude each other",
        "probe --payload 0 redis1   | write 1 to",
        "probe --resp2 -3 redis1    | exclude each other",
        "probe --clock wall redis1  | --clock",
        "probe --listen here 127.0.0.1 | write :9810",
      })
  void wrongUsageIsOneLineAndExit64(String command, String expected) {
    Run run = Run.of(command.split(" +"));
    assertThat(run.talk())
        .hasLineCount(1)
        .startsWith("synscope: ")
        .contains(expected)
        .doesNotContain("secret")
        .doesNotContain(":pw@");
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void passwordFileThatIsMissing_isToldWithItsPath() {
    Path missing = folder.resolve("missing");
    Run run = Run.of("probe", "127.0.0.1", "--password-file", missing.toString());
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.talk()).hasLineCount(1).contains("cannot read the password from " + missing);
  }

  @Test
  void passwordsAppearInNoOutput() throws IOException {
    Path file =
        Files.writeString(folder.resolve("password"), "correct horse\n", StandardCharsets.UTF_8);
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Run byFile = Run.of("probe", target, "-c", "1", "-v", "--password-file", file.toString());
      Run byVariable =
          Run.with(
              Map.of("REDISCLI_AUTH", "correct horse"),
              new byte[0],
              "probe",
              target,
              "-c",
              "1",
              "--json");
      assertThat(byFile.out() + byFile.talk() + byVariable.out() + byVariable.talk())
          .doesNotContain("horse");
    }
  }
}
