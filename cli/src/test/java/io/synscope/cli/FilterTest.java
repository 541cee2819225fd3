package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.option.CaptureArguments;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcap4j.core.Pcaps;

/**
 * Which packets are looked at. The capture has 22 packets: 14 of a connection to port 6380, 8 of
 * four that are refused on port 6379.
 */
final class FilterTest {
  private static final String CAPTURE =
      "../pcap-analyzer/src/test/resources/lab/refused_by_firewall/client.pcap.gz";
  private static final Pattern TO = Pattern.compile("\"attempts\": \\[.*?\\n  \\]", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({
    "'', 1, 4",
    "--port 6379, 0, 4",
    "--port 6380, 1, 0",
    "--port 6379 --port 6380, 1, 4",
    "--host 10.77.2.2, 1, 4",
    "--host 10.77.2.3, 0, 0",
    "--net 10.77.0.0/16 --port 6380, 1, 0",
    "--start 15, 0, 4",
    "--end 14, 1, 0",
    "--start 17 --end 20, 0, 2",
    "--end 2020-01-01T00:00:00Z, 0, 0",
    "--start 2020-01-01T00:00:00, 1, 4",
    "--start 2020-01-01T00:00:00+01:00 --end 2099-12-31T23:59:59.5Z, 1, 4",
    "--count 16, 1, 1",
    "-c 2 --port 6379, 0, 1"
  })
  void onlyWhatIsAskedForIsJudged(String options, long to6380, long to6379) {
    Run run = analyze(options, "");
    assertThat(run.talk()).isEmpty();
    assertThat(attempts(run, 6380)).isEqualTo(to6380);
    assertThat(attempts(run, 6379)).isEqualTo(to6379);
  }

  @ParameterizedTest
  @CsvSource({
    "port 6379, 0, 4",
    "-- port 6380, 1, 0",
    "tcp[tcpflags] & tcp-rst != 0 or port 6380, 1, 4",
    "not port 6379, 1, 0"
  })
  void expressionBehindTheFiles_isLibpcaps(String expression, long to6380, long to6379) {
    Run run = analyze("", expression);
    if (hasLibpcap()) {
      assertThat(run.talk()).isEmpty();
      assertThat(attempts(run, 6380)).isEqualTo(to6380);
      assertThat(attempts(run, 6379)).isEqualTo(to6379);
    } else {
      assertThat(run.talk()).hasLineCount(1).contains("--host, --net, --port");
      assertThat(run.exit()).isEqualTo(3);
    }
  }

  @Test
  void ladderKeepsToTheFilter_andCountsAnew() {
    assertThat(Run.of("analyze", "--explain", "F1", "--count", "16", CAPTURE).out())
        .contains("F1  refused_by_firewall  shown by");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--host redis1       | \"redis1\" is no IPv4 or IPv6 address",
        "--net 10.0.0.0/99   | 0 to 32",
        "--port 70000        | port 70000 does not exist",
        "--redis-port 70000  | ports are 1 to 65535",
        "--start yesterday   | \"yesterday\" is neither a frame number nor a time",
        "--count -3          | number of packets"
      })
  void wrongFilterIsOneLineAndExit64(String options, String expected) {
    Run run = analyze(options, "");
    assertThat(run.talk()).hasLineCount(1).contains(expected);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void captureAndExpressionAreToldApart() {
    assertThat(split("a.pcap b.pcap", 0)).isEqualTo(expected("a.pcap b.pcap", ""));
    assertThat(split("a.pcap port 6379", 0)).isEqualTo(expected("a.pcap", "port 6379"));
    assertThat(split("a.pcap host 10.0.0.1 and port 1", 0))
        .isEqualTo(expected("a.pcap", "host 10.0.0.1 and port 1"));
    assertThat(split("port host.pcap tcp.pcap", 0))
        .isEqualTo(expected("port host.pcap tcp.pcap", ""));
    assertThat(split("a.pcap ( port 1 or port 2 )", 0))
        .isEqualTo(expected("a.pcap", "( port 1 or port 2 )"));
    assertThat(split("a.pcap 10.0.0.1", 1)).isEqualTo(expected("a.pcap", "10.0.0.1"));
    assertThat(split("-a.pcap", 1)).isEqualTo(expected("-a.pcap", ""));
  }

  private static CaptureArguments split(String words, int behindDashes) {
    return CaptureArguments.of(List.of(words.split(" ")), behindDashes);
  }

  private static CaptureArguments expected(String captures, String expression) {
    return new CaptureArguments(List.of(captures.split(" ")), expression);
  }

  private static Run analyze(String options, String expression) {
    return Run.of(
        Stream.of("analyze --json " + options, CAPTURE, expression)
            .flatMap(part -> Arrays.stream(part.split(" ")))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new));
  }

  private static long attempts(Run run, int port) {
    Matcher attempts = TO.matcher(run.out());
    return attempts.find()
        ? attempts.group().lines().filter(line -> line.contains(":" + port + "\"")).count()
        : 0;
  }

  private static boolean hasLibpcap() {
    try {
      return !Pcaps.libVersion().isEmpty();
    } catch (LinkageError e) {
      return false;
    }
  }
}
