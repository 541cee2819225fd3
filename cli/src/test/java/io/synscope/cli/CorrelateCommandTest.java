package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorrelateCommandTest {
  private static final String LAB = "../pcap-analyzer/src/test/resources/lab/";
  private static final String CLIENT = LAB + "refused_by_firewall/client.pcap.gz";
  private static final String SERVER = LAB + "refused_by_firewall/server.pcap.gz";

  @Test
  void bothEnds_proveWhoRefuses() {
    Run run = Run.of("correlate", CLIENT, SERVER);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.words())
        .contains(
            "RSTs that server.pcap.gz did not see leave",
            "client to server:",
            "client.pcap.gz is nearer to the clients");
  }

  @Test
  void orderOfTheCaptures_doesNotMatter() {
    assertThat(Run.of("correlate", SERVER, CLIENT, "--json").out())
        .isEqualTo(Run.of("correlate", CLIENT, SERVER, "--json").out());
  }

  @Test
  void framesAreThoseOfTheirFile() {
    assertThat(Run.of("correlate", SERVER, CLIENT, "--json").out())
        .contains("\"files\": [\"" + CLIENT + "\", \"" + SERVER + "\"]")
        .contains("\"file\": \"" + CLIENT + "\"");
  }

  @Test
  void analysedAsOneCapture_theyAreSaidToBeTwo() {
    String captures = LAB + "redis_noauth/";

    assertThat(Run.of("analyze", captures + "client.pcap.gz", captures + "server.pcap.gz").words())
        .contains("synscope correlate holds them against each other");
    assertThat(Run.of("analyze", captures + "client.pcap.gz").out()).doesNotContain("correlate");
  }

  @Test
  void framesOfBothCaptures_bearTheirNames(@TempDir Path folder) throws IOException {
    String captures = LAB + "rst_injected/";
    Path page = folder.resolve("page.html");

    Run run =
        Run.of(
            "correlate",
            captures + "client.pcap.gz",
            captures + "server.pcap.gz",
            "--html",
            page.toString());

    assertThat(run.words())
        .containsPattern("did not leave the other \\(frames? [0-9, ]+ of client.pcap.gz\\)")
        .containsPattern(
            "at the end in whose name it came \\(frames? [0-9, ]+ of server.pcap.gz\\)");
    assertThat(Files.readString(page))
        .containsPattern(
            "at the end in whose name it came \\(frames? [0-9, ]+ of server.pcap.gz\\)");
  }

  @Test
  void capturesOfOneName_areToldByTheirFolders(@TempDir Path folder) throws IOException {
    Path one = Files.copy(Path.of(CLIENT), Files.createDirectory(folder.resolve("a")).resolve("x"));
    Path other =
        Files.copy(Path.of(SERVER), Files.createDirectory(folder.resolve("b")).resolve("x"));

    assertThat(Run.of("correlate", one.toString(), other.toString()).words())
        .containsPattern("did not see leave \\(frames [0-9, ]+ of " + one + "\\)");
  }

  @Test
  void natBetween_isSeenThroughBySequenceNumbers() {
    String captures = LAB + "nat_rebind/";

    Run run = Run.of("correlate", captures + "server.pcap.gz", captures + "client.pcap.gz");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.words())
        .containsPattern("(\\d+) of \\1 connection attempts are in both captures")
        .contains("paired by sequence numbers across a NAT: at server.pcap.gz")
        .contains("nat_rebind STRONG", "and came back as")
        .contains("client.pcap.gz is nearer to the clients")
        .doesNotContain("rst_injected");
  }

  @Test
  void filters_areThoseOfBoth() {
    assertThat(Run.of("correlate", "--port", "6380", CLIENT, SERVER).words())
        .contains("1 of 1 connection attempts are in both captures")
        .doesNotContain("6379");
    assertThat(Run.of("correlate", "--end", "2020-01-01T00:00:00Z", CLIENT, SERVER).exit())
        .as("nothing was looked at")
        .isEqualTo(3);
  }

  @Test
  void whatMakesNoSenseForTwoCaptures_isRefused() {
    assertThat(Run.of("correlate", "--start", "7", CLIENT, SERVER).talk()).contains("take times");
    assertThat(Run.of("correlate", "--vantage", "client", CLIENT, SERVER).talk())
        .contains("--vantage client,server");
    assertThat(Run.of("correlate", CLIENT, SERVER, SERVER).talk())
        .contains("two captures", "not 3");
    assertThat(Run.of("correlate", CLIENT, "tcp", "port", "6379").talk())
        .contains("two captures", "not 1");
  }

  @Test
  void vantagesThatHopsContradict_areToldSo() {
    assertThat(Run.of("correlate", "--vantage", "server,client", CLIENT, SERVER).words())
        .contains("client.pcap.gz is nearer to the clients")
        .contains("although the opposite was said");
  }

  @Test
  void oneCaptureTwice_isNoPath() {
    Run run = Run.of("correlate", CLIENT, CLIENT);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.talk()).contains("two captures, one of each end", CLIENT);
  }

  @Test
  void missingCapture_isToldInOneLine() {
    Run run = Run.of("correlate", CLIENT, "no-such.pcap");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.talk().lines()).singleElement().asString().contains("no-such.pcap");
  }
}
