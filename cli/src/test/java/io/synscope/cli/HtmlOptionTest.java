package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.demo.DemoServer;
import io.synscope.cli.render.ParsedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page beside the report, and the page made of saved reports. */
final class HtmlOptionTest {
  private static final String REFUSED =
      "../pcap-analyzer/src/test/resources/lab/refused_by_firewall/client.pcap.gz";

  @TempDir private Path folder;

  @Test
  void analyze_drawsThePacketsOfAFindingAndMarksWhatDecides() throws IOException {
    Path file = folder.resolve("page.html");
    Run run = Run.of("analyze", "--html", file.toString(), REFUSED);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("refused_by_firewall");
    ParsedPage page = new ParsedPage(Files.readString(file));
    String rung = "//*[contains(@class,'ladder')]//*[contains(@class,'rung')]";
    assertThat(page.select(rung + "[contains(@class,'decisive')][contains(@class,'rst')]"))
        .isNotEmpty()
        .allMatch(text -> text.contains("RST"));
    assertThat(page.select("//*[contains(@class,'place fault')]")).hasSize(1);
    assertThat(page.select("//figcaption")).anyMatch(t -> t.contains("the fault sits in the path"));
    assertThat(page.select("//*[contains(@class,'life somebody')]")).hasSize(1);
  }

  @Test
  void report_putsSavedRunsSideBySide() throws IOException {
    Path first = saved("latency_same_az");
    Path second = saved("latency_cross_az");
    Path file = folder.resolve("page.html");
    Run run = Run.of("report", first.toString(), second.toString(), "--html", file.toString());
    assertThat(run.exit()).isZero();
    ParsedPage page = new ParsedPage(Files.readString(file));
    assertThat(page.select("//table[@id='runs']/tbody/tr/td[1]"))
        .containsExactly(" latency_same_az", " latency_cross_az");
    assertThat(
            page.select(
                "//section[@class='comparison']//*[contains(@class,'percentiles')]//*[contains(@class,'series')]"))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void segmentThatVanishes_endsBeforeTheServer_andItsRepetitionsAreCalledThat() throws IOException {
    ParsedPage page = analyzed("mtu_blackhole");
    String rung = "//*[contains(@class,'rung')][*[@class='lost']]/*[@class='words']";
    assertThat(page.select(rung))
        .hasSizeGreaterThan(4)
        .allMatch(text -> text.startsWith("DATA 1448 bytes"))
        .anyMatch(text -> text.startsWith("DATA 1448 bytes again"));
    assertThat(page.select("//*[contains(@class,'rung')][*[@class='head']]"))
        .anyMatch(text -> text.contains("DATA 237 bytes"));
  }

  @Test
  void queueThatOverflowed_isDrawnWithItsLimitItsRefusalsAndTheHerd() throws IOException {
    ParsedPage page = analyzed("burst_deploy");
    String queue = "//*[contains(@class,'queue')]";
    assertThat(page.select(queue + "//*[contains(@class,'limit-words')]"))
        .containsExactly("no room from 65 on"); // one more than the scenario's somaxconn
    assertThat(page.select(queue + "//*[contains(@class,'refused syn')]")).hasSize(2);
    assertThat(page.select(queue + "//*[contains(@class,'refused final_ack')]")).hasSize(1);
    assertThat(page.select("//figcaption"))
        .anyMatch(text -> text.contains("529 SYNs came back together within"));
  }

  @Test
  void stallIsDrawnFromNear_andTheCommandThatHeldTheServerIsNamed() throws IOException {
    ParsedPage page = analyzed("redis_slow_command");
    String lanes = "//*[contains(@class,'lanes')]";
    assertThat(page.select(lanes + "//*[@class='wait culprit']/*[@class='inside']"))
        .containsExactly("DEBUG SLEEP: held the server");
    assertThat(page.select(lanes + "//*[@class='wait']")).hasSize(4);
    assertThat(page.select(lanes + "//*[@class='silence']")).hasSize(1);
  }

  @Test
  void pageOfASavedReport_hasThePicturesOfTheCaptureItself() throws IOException {
    for (String scenario : List.of("burst_deploy", "redis_slow_command", "latency_spike")) {
      Path file = folder.resolve("saved.html");
      Run.of("report", saved(scenario).toString(), "--html", file.toString());
      ParsedPage page = new ParsedPage(Files.readString(file));
      for (String ink : List.of("queue", "lanes", "heat", "stalls", "timeline")) {
        String picture = "//*[@class='picture " + ink + "']";
        assertThat(page.select(picture)).isEqualTo(analyzed(scenario).select(picture));
      }
    }
  }

  @Test
  void heatOfASavedReport_countsEveryTimedCommandOnce() throws IOException {
    Path saved = saved("latency_spike");
    Path file = folder.resolve("page.html");
    Run.of("report", saved.toString(), "--html", file.toString());
    ParsedPage page = new ParsedPage(Files.readString(file));
    List<String> cells = page.select("//*[contains(@class,'heat')]//*[local-name()='rect']");
    assertThat(cells).anyMatch(title -> title.contains(" of 117 ms to 134 ms"));
    long counted =
        cells.stream()
            .mapToLong(
                title -> Long.parseLong(title.strip().replaceFirst(".*: ([0-9]+) of .*", "$1")))
            .sum();
    assertThat(page.select("//table[@id='commands']/tbody/tr/td[2]"))
        .containsExactly(Long.toString(counted));
  }

  @Test
  void probe_drawsItsLatencies() throws IOException {
    Path file = folder.resolve("page.html");
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Run run = Run.of("probe", target, "-c", "12", "-i", "1ms", "--html", file.toString());
      assertThat(run.exit()).isZero();
      ParsedPage page = new ParsedPage(Files.readString(file));
      assertThat(page.select("//h1 | //header"))
          .anyMatch(text -> text.contains("12 connection attempts"));
      assertThat(page.select("//*[contains(@class,'percentiles')]")).isNotEmpty();
    }
  }

  @Test
  void reportWithoutAPage_isOneLine() {
    Run run = Run.of("report", "a.json");
    assertThat(run.talk()).hasLineCount(1).contains("--html FILE");
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void whatIsNoReport_isOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.json"), "hello");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"schema\":\"synscope/1\"}");
    for (Path file : new Path[] {text, other, folder.resolve("absent.json")}) {
      Run run = Run.of("report", file.toString(), "--html", folder.resolve("x.html").toString());
      assertThat(run.talk()).hasLineCount(1).contains(file.toString());
      assertThat(run.exit()).isEqualTo(3);
    }
  }

  private ParsedPage analyzed(String scenario) throws IOException {
    Path file = folder.resolve("analyzed.html");
    String capture = "../pcap-analyzer/src/test/resources/lab/" + scenario + "/client.pcap.gz";
    Run.of("analyze", "--html", file.toString(), capture);
    return new ParsedPage(Files.readString(file));
  }

  private Path saved(String scenario) throws IOException {
    String capture = "../pcap-analyzer/src/test/resources/lab/" + scenario + "/client.pcap.gz";
    String json = Run.of("analyze", "--format", "json", capture).out();
    return Files.writeString(folder.resolve(scenario + ".json"), json);
  }
}
