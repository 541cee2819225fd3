package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packets behind a report: ladders, filters for Wireshark, and captures of their own. */
final class EvidenceTest {
  private static final Path LAB = Path.of("../pcap-analyzer/src/test/resources/lab");
  private static final Pattern CAUSE =
      Pattern.compile("\"headline\":\\s*\\{\\s*\"cause\":\\s*\"(\\w+)\"");

  @TempDir private Path folder;

  @Test
  void ladderShowsBothDirectionsAndMarksWhatDecides() {
    Run run = Run.of("analyze", "--explain", "F1", refused());
    assertThat(run.out())
        .containsPattern("F1  refused_by_firewall  shown by 10\\.77\\.1\\.2:\\d+")
        .containsPattern("frame\\s+seconds  client 10\\S+ +server 10\\.77\\.2\\.2:6379")
        .containsPattern("a +\\d+ +0\\.000000  \u2500\u2500 \\[S\\] seq 0 .* \u2500+\u2192")
        .containsPattern("a +\\d+ +0\\.\\d{6}  \u2190\u2500 \\[R\\.\\] seq 0 ack 1 .*\u2500")
        .containsPattern("a: the RST's TTL is");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void explainAll_hasALadderForEveryFinding() {
    String out = Run.of("analyze", "--explain", "all", capture("mixed_incident", "client")).out();
    long findings =
        out.lines().filter(line -> line.matches("F\\d+ .*(critical|warning|info) .*")).count();
    assertThat(findings).isGreaterThan(1);
    assertThat(out.lines().filter(line -> line.matches("F\\d+  \\w+(  shown by .*)?")))
        .hasSize((int) findings);
  }

  @Test
  void findingThatIsNotThere_isOneLineAfterTheReport() {
    Run run = Run.of("analyze", "--explain", "F99", refused());
    assertThat(run.out()).contains("refused_by_firewall");
    assertThat(run.talk()).hasLineCount(1).contains("there is no F99", "F1");
    assertThat(run.exit()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "--explain F1 -, reads the capture twice",
    "--extract out -, reads the capture twice",
    "--explain first x.pcap, 'F1, F2, ... or all'",
    "--explain F1 --json x.pcap, leave out --format json",
    "--with-payload x.pcap, belongs to --extract"
  })
  void whatCannotBeShown_isOneLineBeforeAnythingIsRead(String words, String expected) {
    Run run = Run.of(("analyze " + words).split(" "));
    assertThat(run.talk()).hasLineCount(1).contains(expected);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void extractNeverOverwritesTheCaptureBeingRead() throws IOException {
    Run.of("analyze", "--extract", folder.toString(), refused());
    Path extract = only();
    byte[] before = Files.readAllBytes(extract);
    Run again = Run.of("analyze", "--extract", folder.toString(), extract.toString());
    assertThat(again.talk()).contains("is the capture being read; extract to another directory");
    assertThat(again.exit()).isEqualTo(3);
    assertThat(extract).hasBinaryContent(before);
  }

  @ParameterizedTest
  @CsvSource({
    "refused_by_firewall, client",
    "mtu_blackhole, client",
    "mtu_blackhole, server",
    "accept_queue_overflow_ghost, client",
    "accept_queue_overflow_ghost, server"
  })
  void extractAloneLeadsToTheSameCause(String scenario, String vantage) throws IOException {
    Run whole =
        Run.of(
            "analyze",
            "--json",
            "--extract",
            folder.toString(),
            "--with-payload",
            capture(scenario, vantage));
    Path first = extracts().get(0);
    assertThat(whole.talk()).contains("wrote " + first);
    assertThat(cause(Run.of("analyze", "--json", first.toString()))).isEqualTo(cause(whole));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--with-payload"})
  @Tag("tshark")
  @RequiresCommand("tshark")
  void tsharkOpensEveryExtract(String payload) throws Exception {
    Run.of(
        Stream.of(
                "analyze",
                "-q",
                "--extract",
                folder.toString(),
                payload,
                capture("mixed_incident", "client"))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new));
    assertThat(extracts()).isNotEmpty();
    for (Path extract : extracts()) {
      assertThat(tshark("-r", extract.toString(), "-Y", "frame.comment && tcp"))
          .as("%s", extract)
          .isNotEmpty();
    }
  }

  @Test
  @Tag("tshark")
  @RequiresCommand("tshark")
  void tsharkTakesTheDisplayFilters() throws Exception {
    String out = Run.of("analyze", "--wireshark", refused()).out();
    List<String> filters =
        out.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("ip.addr") || line.startsWith("frame.number"))
            .toList();
    assertThat(filters).hasSize(2);
    for (String filter : filters) {
      assertThat(tshark("-r", refused(), "-Y", filter)).as(filter).hasSize(8);
    }
  }

  private static List<String> tshark(String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("tshark", "-n"), Stream.of(arguments)).toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private static String cause(Run run) {
    Matcher cause = CAUSE.matcher(run.out());
    assertThat(cause.find()).isTrue();
    return cause.group(1);
  }

  private Path only() throws IOException {
    assertThat(extracts()).hasSize(1);
    return extracts().get(0);
  }

  private List<Path> extracts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String refused() {
    return capture("refused_by_firewall", "client");
  }

  private static String capture(String scenario, String vantage) {
    Path plain = LAB.resolve(scenario).resolve(vantage + ".pcap.gz");
    return (Files.exists(plain) ? plain : plain.resolveSibling(vantage + ".pcapng.gz")).toString();
  }
}
