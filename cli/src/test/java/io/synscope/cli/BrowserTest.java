package io.synscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.browser.Browser;
import io.synscope.cli.browser.BrowserPage;
import io.synscope.cli.demo.DemoServer;
import io.synscope.testkit.generate.TrafficGenerator;
import io.synscope.testkit.generate.TrafficPlan;
import io.synscope.testkit.generate.TrafficPlan.Mix;
import io.synscope.testkit.need.RequiresCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages in a real browser, one for all: quiet, whole, readable, and nothing leaves the file. */
@Tag("browser")
@RequiresCommand("chromium")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {
  private static final Path LAB = Path.of("../pcap-analyzer/src/test/resources/lab");
  private static final long LARGEST_BYTES = 2_000_000;
  private static final int DESK_WIDTH = 1100;
  private static final int PHONE_WIDTH = 390;
  private static final int PAPER_WIDTH = 718; // A4 within margins of 1 cm, at 96 to the inch

  @TempDir private Path folder;
  private String reader;
  private Browser browser;
  private BrowserPage page;

  @BeforeAll
  void openTheBrowser(@TempDir Path profile) throws IOException {
    try (InputStream stream = BrowserPage.class.getResourceAsStream("reader.js")) {
      reader = new String(stream.readAllBytes(), UTF_8);
    }
    browser = Browser.start(profile);
    page = browser.open();
  }

  @AfterAll
  void closeTheBrowser() {
    browser.close();
  }

  static Stream<Path> labCaptures() throws IOException {
    try (Stream<Path> files = Files.walk(LAB)) {
      return files.filter(file -> file.toString().endsWith(".pcap.gz")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("labCaptures")
  void everyLabCapture_opensWithoutComplaint(Path capture) throws IOException {
    Path file = folder.resolve("page.html");
    Run.of("analyze", "--html", file.toString(), capture.toString());
    if (capture.endsWith("client.pcap.gz")) {
      assertReads(file);
    } else {
      assertOpens(file);
    }
  }

  @Test
  void largeCapture_isTwoMegabytesAtMostAndSaysWhatItAdded() throws IOException {
    Path capture = folder.resolve("large.pcap");
    try (OutputStream stream = Files.newOutputStream(capture)) {
      TrafficGenerator.write(TrafficPlan.of(600_000, Mix.CHURN), stream);
    }
    Path file = folder.resolve("large.html");
    Run.of("analyze", "--html", file.toString(), capture.toString());
    assertThat(file).isRegularFile();
    assertThat(Files.size(file)).isLessThan(LARGEST_BYTES);
    assertReads(file);
    assertThat(page.evaluate("document.body.textContent")).contains("2,000 of ");
  }

  @Test
  void reportsSideBySide_openWithoutComplaint() throws IOException {
    Path near = saved("latency_same_az");
    Path far = saved("latency_cross_az");
    Path file = folder.resolve("sides.html");
    Run.of("report", near.toString(), far.toString(), "--html", file.toString());
    assertReads(file);
  }

  @Test
  void comparisonOfLogs_opensWithoutComplaint() throws IOException {
    Path file = folder.resolve("compared.html");
    String near = SampleLog.write(folder, "near", 40, 0);
    String far = SampleLog.write(folder, "far", 40, 620_000);
    assertThat(Run.of("compare", near, far, "--html", file.toString()).exit()).isEqualTo(1);
    assertReads(file);
  }

  @Test
  void comparisonOfTargets_opensWithoutComplaint() throws IOException {
    Path file = folder.resolve("compared.html");
    try (DemoServer a = DemoServer.start();
        DemoServer b = DemoServer.start()) {
      String command =
          "compare 127.0.0.1:%d 127.0.0.1:%d --duration 1 --rate 400 --connections 4 --html %s"
              .formatted(a.port(), b.port(), file);
      Run.of(command.split(" "));
    }
    assertReads(file);
    assertThat(page.evaluate("document.body.textContent")).contains("4 source ports");
  }

  /**
   * What README shows and what a reviewer looks at: target/pictures, light, dark and as a phone has
   * it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accept-queue-overflow | burst_deploy        | .finding .path, .finding figure:has(.queue)",
        "mtu-black-hole        | mtu_blackhole       | .finding .path, .finding figure:has(.ladder)",
        "slow-command          | redis_slow_command  | .finding .path, .finding figure:has(.lanes)",
        "refused-by-firewall   | refused_by_firewall | .finding .path, .finding figure:has(.ladder)"
      })
  void pictureOfAFinding_isTakenToBeLookedAt(String name, String scenario, String what)
      throws IOException {
    Path file = folder.resolve("page.html");
    String capture = LAB.resolve(scenario + "/client.pcap.gz").toString();
    Run.of("analyze", "--html", file.toString(), capture);
    for (String view : List.of("", "-dark", "-phone")) {
      page.size(view.equals("-phone") ? PHONE_WIDTH : DESK_WIDTH, 900, view.equals("-phone"));
      page.medium(view.equals("-dark"), false);
      page.visit(file);
      byte[] picture = page.picture(view.equals("-phone") ? "html" : what);
      assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
      Files.write(
          Files.createDirectories(Path.of("target/pictures")).resolve(name + view + ".png"),
          picture);
    }
  }

  @Test
  void pageThatFetchesAndFails_isCaughtBySameEyes() throws IOException {
    Path file = folder.resolve("bad.html");
    Files.writeString(
        file,
        """
        <!DOCTYPE html><title>x</title><body style='background:#fff'>
        <img src='http://synscope.invalid/x.png'><script>nothing.there</script>
        <p style='width:5000px;color:#eee'>pale</p>
        <svg class='picture' width='90' height='20'><text y='12'>one</text><text y='12'>two</text></svg>
        """);
    page.visit(file);
    assertThat(page.requests()).anyMatch(address -> address.startsWith("http:"));
    assertThat(page.console()).isNotEmpty();
    assertThat(complaints("width")).contains("wider than the window");
    assertThat(complaints("contrast")).contains("pale");
    assertThat(complaints("labels")).contains("'one' covers 'two'");
  }

  private Path saved(String scenario) throws IOException {
    String json =
        Run.of("analyze", "--format", "json", LAB.resolve(scenario + "/client.pcap.gz").toString())
            .out();
    return Files.writeString(folder.resolve(scenario + ".json"), json);
  }

  /** What every page must stand; both sides of a story differ in little else. */
  private void assertOpens(Path file) {
    page.size(DESK_WIDTH, 900, false);
    page.medium(false, false);
    page.visit(file);
    assertThat(page.requests()).isEqualTo(List.of(file.toUri().toString()));
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    assertThat(complaints("labels")).as("labels").isEmpty();
    assertThat(complaints("width")).as("width").isEmpty();
    assertThat(page.console()).isEmpty();
  }

  private void assertReads(Path file) {
    assertOpens(file);
    assertThat(complaints("tables")).as("tables").isEmpty();
    assertThat(complaints("contrast")).as("contrast").isEmpty();
    page.medium(true, false);
    assertThat(complaints("contrast")).as("contrast in the dark").isEmpty();
    page.size(PHONE_WIDTH, 844, true);
    assertThat(complaints("width")).as("width of a phone").isEmpty();
    page.size(PAPER_WIDTH, 1000, false);
    page.medium(false, true);
    assertThat(complaints("width") + complaints("cut")).as("print").isEmpty();
    assertThat(page.console()).isEmpty();
  }

  private String complaints(String view) {
    return page.evaluate("(() => { " + reader + " return reader." + view + "(); })()");
  }
}
