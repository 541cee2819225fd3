package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.observation.Exchange;
import io.synscope.report.ExchangeSummary;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines, transactions, scripts, subscriptions, waits, RESP3 and silence, all at once. */
@RequiresRoot
@RequiresCommand({"ip", "tcpdump", "redis-server", "redis-cli"})
class MixedWorkloadTest {
  /** Bytes of a request before the argument that comes back; its reply is the argument alone. */
  private static final Map<String, Integer> MIRRORS =
      Map.of(
          "ECHO",
          "*2\r\n$4\r\nECHO\r\n".length(),
          "PING",
          "*2\r\n$4\r\nPING\r\n".length(),
          "EVAL",
          ("*5\r\n$4\r\nEVAL\r\n$"
                      + MixedWorkload.SCRIPT.length()
                      + "\r\n\r\n$1\r\n1\r\n$1\r\nk\r\n")
                  .length()
              + MixedWorkload.SCRIPT.length());

  @TempDir Path folder;
  private final List<Exchange> told = new ArrayList<>();
  private Lab lab;

  @BeforeEach
  void build() {
    lab = Lab.create();
    lab.redis("--enable-debug-command", "yes");
  }

  @AfterEach
  void remove() {
    lab.close();
  }

  @Test
  void everyRequestIsPaired_noneWrong_asOftenAsTheServerCounts() throws IOException {
    Path file = folder.resolve("mixed.pcap");
    CommandStatistics.reset(lab.server());
    Tap tap = Tap.on(lab, file);
    lab.client().call(MixedWorkload::run);
    long lost = tap.end();
    assumeTrue(lost == 0, () -> "the kernel lost " + lost + " packets of the capture");

    ExchangeSummary heard = analyze(file);
    assertThat(heard.unpaired()).isZero();
    assertThat(heard.desyncs()).isZero();
    assertThat(told.stream().filter(MixedWorkloadTest::isWrong).limit(3)).isEmpty();
    assertThat(told.stream().filter(MixedWorkloadTest::comesBack)).hasSizeGreaterThan(10_000);
    assertThat(plain(CommandStatistics.of(heard)))
        .containsKeys("EXEC", "DISCARD", "EVALSHA", "BLPOP", "XREAD", "PSUBSCRIBE", "HELLO")
        .isEqualTo(answered());
  }

  /** What the server counts, without what was not to be answered. */
  private Map<String, Long> answered() {
    Map<String, Long> calls = CommandStatistics.ofServer(lab.server());
    calls.remove(MixedWorkload.SCRIPTED);
    assertThat(calls.remove(MixedWorkload.UNANSWERED)).isEqualTo(3L * MixedWorkload.SILENT_ROUNDS);
    calls.merge("CLIENT REPLY", -2L * MixedWorkload.SILENT_ROUNDS, Long::sum);
    return calls;
  }

  /** INFO counts all of DEBUG as one. */
  private static Map<String, Long> plain(Map<String, Long> counts) {
    counts.merge("DEBUG", counts.remove("DEBUG PROTOCOL"), Long::sum);
    return counts;
  }

  private static boolean comesBack(Exchange exchange) {
    return MIRRORS.containsKey(exchange.command()) && exchange.requestBytes() > 14;
  }

  /** The reply is not what was said. */
  private static boolean isWrong(Exchange e) {
    return comesBack(e) && e.replyBytes() != e.requestBytes() - MIRRORS.get(e.command());
  }

  private ExchangeSummary analyze(Path file) throws IOException {
    AnalysisOptions options =
        new AnalysisOptions(
            Optional.empty(),
            new MemoryBudget(64 << 20),
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.of((connection, exchange) -> told.add(exchange)));
    return CaptureAnalyzer.analyze(
            CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT), options)
        .report()
        .exchanges()
        .orElseThrow();
  }
}
