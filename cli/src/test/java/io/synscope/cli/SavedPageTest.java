package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.demo.DemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page made of saved JSON is the page that the command itself writes, byte for byte. */
final class SavedPageTest {
  private static final Path LAB = Path.of("../pcap-analyzer/src/test/resources/lab");

  @TempDir private Path folder;

  static Stream<Path> labCaptures() throws IOException {
    try (Stream<Path> files = Files.walk(LAB)) {
      return files.filter(file -> file.toString().endsWith(".pcap.gz")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("labCaptures")
  void analyze_ladderAndAll(Path capture) throws IOException {
    assertSamePage("analyze", capture.toString());
  }

  @Test
  void probe() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      assertSamePage("probe", "127.0.0.1:" + server.port(), "-c", "12", "-i", "1ms");
    }
  }

  @Test
  void diagnose() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      assertSamePage("diagnose", "127.0.0.1:" + server.port());
    }
  }

  @Test
  void compare_withItsBands() throws IOException {
    List<String> logs = new ArrayList<>();
    for (String scenario : List.of("latency_same_az", "latency_cross_az")) {
      Path log = folder.resolve(scenario + ".hlog");
      Run.of("analyze", "--hlog", log.toString(), LAB.resolve(scenario + "/client.pcap.gz") + "");
      logs.add(log.toString());
    }
    String page = assertSamePage("compare", logs.get(0), logs.get(1));
    assertThat(page).contains("class=\"series s-1\"");
  }

  @Test
  void compare_withItsSourcePorts() throws IOException {
    try (DemoServer a = DemoServer.start();
        DemoServer b = DemoServer.start()) {
      String command =
          "compare 127.0.0.1:%d 127.0.0.1:%d --duration 1 --rate 400 --connections 4"
              .formatted(a.port(), b.port());
      String page = assertSamePage(command.split(" "));
      assertThat(page).contains("by source port", "A: 4 source ports with medians from ");
    }
  }

  @Test
  void comparisonBesideARun_isToldToStandAlone() throws IOException {
    Path saved = folder.resolve("c.json");
    Files.writeString(
        saved, "{\"schema\":\"synscope/1\",\"a\":\"x\",\"b\":\"y\",\"comparisons\":[]}");
    Run run =
        Run.of("report", saved.toString(), saved.toString(), "--html", folder.resolve("p") + "");
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.talk()).hasLineCount(1).contains("name it alone");
  }

  private String assertSamePage(String... command) throws IOException {
    Path direct = folder.resolve("direct.html");
    Path later = folder.resolve("later.html");
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--format", "json", "--html", direct.toString()));
    String json = Run.of(words.toArray(String[]::new)).out();
    Path saved = Files.writeString(folder.resolve("saved.json"), json);
    Run run = Run.of("report", saved.toString(), "--html", later.toString());
    assertThat(run.exit()).as(run.talk()).isZero();
    String page = Files.readString(direct);
    assertThat(Files.readString(later).lines().toList()).isEqualTo(page.lines().toList());
    return page;
  }
}
