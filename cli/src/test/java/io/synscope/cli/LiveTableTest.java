package io.synscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.terminal.Terminal;
import io.synscope.observation.Outcome;
import io.synscope.report.LatencyLine;
import io.synscope.run.Counts;
import io.synscope.run.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person sees while a probe runs, on a screen that does what terminals do. */
final class LiveTableTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Pattern MOVE = Pattern.compile("\u001b\\[(\\d+)A\u001b\\[J");

  private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
  private ProbeResult now = after(1, 50, 0);
  private final LiveTable table = new LiveTable(() -> now, terminal());

  @Test
  void tableHasRateOutcomesAndTimes() {
    table.redraw();
    assertThat(screen()).hasSize(3);
    assertThat(screen().get(0)).isEqualTo("1 s, 50 measurements, 50.0/s, ESTABLISHED_CLEAN 50");
    assertThat(screen().get(1))
        .matches(
            " +CONNECT 10.0.0.5:6379 \\(kernel\\) +50 +0 failed +p50 +210 µs +p99 +1.30 ms +max +4.00 ms +\u2588");
  }

  @Test
  void tableIsRedrawnInItsPlace_withABarForWhatCame() {
    table.redraw();
    now = after(2, 100, 0);
    table.redraw();
    now = after(3, 125, 2);
    table.redraw();
    assertThat(screen()).hasSize(3);
    assertThat(screen().get(0))
        .isEqualTo("3 s, 127 measurements, 42.3/s, ESTABLISHED_CLEAN 125, UNANSWERED 2");
    assertThat(screen().get(1)).contains("2 failed").endsWith("\u2588\u2588\u2584");
  }

  @Test
  void closedTable_isGone() {
    table.redraw();
    table.redraw();
    table.close();
    assertThat(screen()).isEmpty();
  }

  @Test
  void logHasPlainLines_withTheKernelsTimes() {
    table.tell();
    now = after(2, 100, 1);
    table.tell();
    table.close();
    assertThat(talk.toString(UTF_8)).doesNotContain("\u001b").doesNotContain("(user)");
    assertThat(screen()).hasSize(2);
    assertThat(screen().get(1))
        .isEqualTo(
            "2 s, 101 measurements, 50.5/s, ESTABLISHED_CLEAN 100, UNANSWERED 1;"
                + " CONNECT 10.0.0.5:6379 p50 210 µs p99 1.30 ms max 4.00 ms");
  }

  @Test
  void logOfManyTargets_namesTheWorst() {
    List<LatencyLine> lines = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      lines.add(connect("10.0.0." + i + ":6379", "kernel", i == 33 ? 0 : 10, i == 33 ? 10 : 0));
    }
    now = new ProbeResult(List.of(), List.of(), now.counts(), lines, 0, SECOND, "", List.of());
    table.tell();
    table.close();
    assertThat(screen().get(0))
        .contains("the worst of 40: CONNECT 10.0.0.33:6379 p50 ")
        .contains("max -;")
        .hasSizeLessThan(500);
  }

  private Terminal terminal() {
    return new Terminal(
        OutputStream.nullOutputStream(),
        new PrintStream(talk, true, UTF_8),
        InputStream.nullInputStream(),
        true,
        true,
        Run.UTF8);
  }

  private static ProbeResult after(long seconds, long established, long unanswered) {
    Map<Outcome, Long> outcomes =
        unanswered == 0
            ? Map.of(Outcome.ESTABLISHED_CLEAN, established)
            : Map.of(Outcome.ESTABLISHED_CLEAN, established, Outcome.UNANSWERED, unanswered);
    return new ProbeResult(
        List.of(),
        List.of(),
        new Counts(established + unanswered, established, outcomes, 0, 0, 0, 0),
        List.of(
            connect("kernel", established, unanswered), connect("user", established, unanswered)),
        0,
        seconds * SECOND,
        "native epoll",
        List.of());
  }

  /** {@return the lines that stand on the screen} */
  private List<String> screen() {
    List<String> lines = new ArrayList<>();
    for (String printed : talk.toString(UTF_8).split("\n", -1)) {
      Matcher move = MOVE.matcher(printed);
      String rest = printed;
      if (move.find()) {
        int up = Integer.parseInt(move.group(1));
        assertThat(up).as("it never climbs above where it began").isLessThanOrEqualTo(lines.size());
        lines.subList(lines.size() - up, lines.size()).clear();
        rest = printed.substring(move.end());
      }
      if (!rest.isEmpty()) {
        lines.add(rest);
      }
    }
    return lines;
  }

  private static LatencyLine connect(String clock, long count, long failures) {
    return connect("10.0.0.5:6379", clock, count, failures);
  }

  private static LatencyLine connect(String target, String clock, long count, long failures) {
    return new LatencyLine(
        "CONNECT", target, clock, count, failures, 180_000, 210_000, 400_000, 1_300_000, 3_000_000,
        4_000_000);
  }

  @Test
  @Timeout(120)
  void aProbeOnATerminalDrawsWhileItRuns_andLeavesNothingBehind() throws Exception {
    CountDownLatch redrawn = new CountDownLatch(1);
    PrintStream watched =
        new PrintStream(talk, true, UTF_8) {
          @Override
          public void print(String text) {
            super.print(text);
            if (text.startsWith("\u001b[")) {
              redrawn.countDown(); // the second table takes the place of the first
            }
          }
        };
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> answer(server, redrawn));
      Terminal person =
          new Terminal(
              OutputStream.nullOutputStream(),
              watched,
              InputStream.nullInputStream(),
              true,
              true,
              Run.UTF8);
      String target = "127.0.0.1:" + server.getLocalPort();
      assertThat(Synscope.run(person, "probe", target, "-c", "1", "-W", "100s")).isZero();
      answer.join();
    }
    assertThat(talk.toString(UTF_8)).contains("CONNECT 127.0.0.1:");
    assertThat(screen()).isEmpty();
  }

  /** Answers one PING, but not before it is time. */
  private static void answer(ServerSocket server, CountDownLatch time) {
    try (Socket client = server.accept()) {
      assertThat(client.getInputStream().read(new byte[64])).isPositive();
      time.await();
      client.getOutputStream().write("+PONG\r\n".getBytes(UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
