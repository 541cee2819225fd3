package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server full of secrets: its password, keys in SLOWLOG, names of clients, a password for its
 * primary. What diagnose writes holds none of them, whatever the form.
 */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "redis-server", "redis-cli"})
final class DiagnoseSecretsLabTest {
  private static final Lab LAB = Lab.create();
  private static final String PASSWORD = "planted-password";
  private static final List<String> SECRETS =
      List.of(
          PASSWORD, "planted-guess", "plantedkey", "plantedvalue", "plantedname", "plantedauth");

  @TempDir private Path folder;

  @BeforeAll
  static void plant() {
    LAB.redis(
        "--requirepass",
        PASSWORD,
        "--masterauth",
        "plantedauth",
        "--slowlog-log-slower-than",
        "2000",
        "--latency-monitor-threshold",
        "1",
        "--enable-debug-command",
        "yes");
    for (String words :
        List.of(
            "set plantedkey plantedvalue",
            "client setname plantedname",
            "eval \"for i = 1, 3000000 do end return redis.call('get', KEYS[1])\" 1 plantedkey",
            "debug sleep 0.01")) {
      LAB.client()
          .run(
              "sh",
              "-c",
              "REDISCLI_AUTH=" + PASSWORD + " redis-cli -h " + Lab.SERVER + " " + words);
    }
    LAB.client()
        .start(
            "sh",
            "-c",
            "REDISCLI_AUTH="
                + PASSWORD
                + " redis-cli -h "
                + Lab.SERVER
                + " -r -1 -i 0.05 get plantedkey")
        .await(line -> line.contains("plantedvalue"));
  }

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format text",
        "--format text -v",
        "--format json",
        "--format ndjson",
        "--nagios"
      })
  void noOutputHoldsThem(String options) throws IOException {
    Path page = folder.resolve("page.html");
    Path metrics = folder.resolve("metrics.prom");
    for (String password : List.of(PASSWORD, "planted-guess")) {
      Run run = diagnose(password, options, page, metrics);
      assertThat(run.out()).isNotEmpty();
      assertThat(run.out() + run.talk()).doesNotContain(SECRETS);
      assertThat(Files.readString(metrics)).contains("synscope_").doesNotContain(SECRETS);
      assertThat(Files.readString(page)).contains("<html").doesNotContain(SECRETS);
    }
  }

  @Test
  void whatIsTold_isToldFromTheSameServer() {
    Run run =
        diagnose(PASSWORD, "--format text", folder.resolve("p.html"), folder.resolve("p.prom"));
    assertThat(run.words())
        .contains("server: Redis ")
        .contains("SLOWLOG has DEBUG SLEEP")
        .contains("SLOWLOG has EVAL")
        .contains("LATENCY has command");
  }

  private static Run diagnose(String password, String options, Path page, Path metrics) {
    Map<String, String> environment = new HashMap<>(Run.UTF8);
    environment.put("REDISCLI_AUTH", password);
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "diagnose",
                    Lab.SERVER,
                    "--prom",
                    metrics.toString(),
                    "--html",
                    page.toString()),
                Stream.of(options.split(" ")))
            .toArray(String[]::new);
    return LAB.client().call(() -> Run.with(environment, new byte[0], arguments));
  }
}
