package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a link where a client knocks at a closed port again and again. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "redis-cli"})
final class CaptureLabTest {
  @TempDir private Path folder;

  @Test
  void eachAttemptIsALineOnce_andTheFindingHasItsPackets() throws Exception {
    Path evidence = folder.resolve("evidence");
    Run run =
        whileClientsKnock(
            "capture",
            "-i",
            "c0",
            "-c",
            "60",
            "--format",
            "ndjson",
            "--evidence",
            evidence.toString(),
            "tcp port 7001");
    List<String> attempts =
        run.out().lines().filter(line -> line.startsWith("{\"type\":\"attempt\"")).toList();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(attempts).hasSizeBetween(20, 40).doesNotHaveDuplicates();
    assertThat(run.out().lines().filter(line -> line.contains("\"type\":\"report\"")))
        .singleElement()
        .asString()
        .contains("refused_no_listener");
    try (Stream<Path> files = Files.list(evidence)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(Run.of("analyze", file.toString()).out()).contains("refused_no_listener");
    }
  }

  @Test
  void payloadWithoutEvidence_isWrongUsage() {
    assertThat(Run.of("capture", "-i", "lo", "--with-payload").exit()).isEqualTo(64);
  }

  private static Run whileClientsKnock(String... arguments) {
    try (Lab lab = Lab.create();
        Program knocking =
            lab.client()
                .start(
                    "sh", "-c", "while :; do redis-cli -h " + Lab.SERVER + " -p 7001 ping; done")) {
      knocking.await(line -> line.contains("refused"));
      return lab.client().call(() -> Run.of(arguments));
    }
  }
}
