package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.report.ExchangeSummary.CommandLine;
import io.synscope.report.Report;
import io.synscope.testkit.script.PacketScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a port that is named as Redis's changes: RESP need not prove itself there. */
class RedisPortTest {
  private static final int PORT = 40_000;

  /** Inline commands under a name that no Redis has. */
  private static final String RENAMED =
      """
      rtt 200us
      host S port 40000
      0        C > S  handshake
      0.010    C > S  P.  "xget k\\r\\n"
      +250us   S > C  P.  "$5\\r\\nvalue\\r\\n"
      +10us    C > S  .
      0.100    C > S  close
      until 2
      """;

  /** Without a beginning, the server on the higher port. */
  private static final String MIDSTREAM =
      """
      rtt 200us
      host S port 40000
      host C port 39000
      0        C > S  P.  resp "MYMODULE.GET k"
      +200us   S > C  P.  "$1\\r\\nx\\r\\n"
      +10us    C > S  .
      each n 1..5 every 400ms
        0      C > S  ask resp "MYMODULE.GET k{n}" answer "$1\\r\\nx\\r\\n"
      end
      3        C > S  close
      until 5
      """;

  private static final String TLS =
      """
      rtt 200us
      host S port 40000
      0        C > S  handshake
      0.010    C > S  P.  hex 16030100050100000100
      +250us   S > C  P.  hex 15030300020228
      +10us    C > S  .
      0.100    C > S  close
      until 2
      """;

  @Test
  void commandThatNoRedisHas_isReadWhereThePortIsKnown() {
    assertThat(commands(RENAMED, Set.of())).isEmpty();
    assertThat(commands(RENAMED, Set.of(PORT))).containsExactly("XGET 1");
    assertThat(commands(RENAMED, Set.of(PORT + 1))).isEmpty();
  }

  @Test
  void captureWithoutABeginning_hasItsServerOnTheKnownPort() {
    assertThat(analyze(MIDSTREAM, Set.of()).attempts().get(0).server().port()).isEqualTo(39_000);
    assertThat(analyze(MIDSTREAM, Set.of(PORT)).attempts().get(0).server().port()).isEqualTo(PORT);
    assertThat(commands(MIDSTREAM, Set.of(PORT))).containsExactly("MYMODULE.GET 5");
  }

  @Test
  void otherTongues_areToldApartOnAKnownPortToo() {
    assertThat(analyze(TLS, Set.of(PORT))).isEqualTo(analyze(TLS, Set.of()));
  }

  private static List<String> commands(String script, Set<Integer> ports) {
    return analyze(script, ports).exchanges().orElseThrow().commands().stream()
        .map(RedisPortTest::told)
        .toList();
  }

  private static String told(CommandLine line) {
    return line.command() + " " + line.traffic().count();
  }

  private static Report analyze(String script, Set<Integer> ports) {
    byte[] capture = PacketScript.parse("port", script).pcap();
    AnalysisOptions options =
        new AnalysisOptions(
            Optional.empty(),
            new MemoryBudget(64 << 20),
            false,
            false,
            ports,
            Optional.empty(),
            Optional.empty());
    try {
      return CaptureAnalyzer.analyze(
              CaptureFiles.open(new ByteArrayInputStream(capture), CaptureOptions.DEFAULT), options)
          .report();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
