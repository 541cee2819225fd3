package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synscope.observation.Outcome;
import io.synscope.report.AttemptLine;
import io.synscope.testkit.need.RequiresCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Frame numbers, SYN counts and handshake times, held against a second opinion on lab captures. */
@Tag("tshark")
@RequiresCommand("tshark")
final class TsharkHandshakeTest {
  private static final List<String> STORIES =
      List.of(
          "healthy",
          "healthy_v6",
          "refused_no_listener",
          "drop_firewall",
          "random_loss_5",
          "synack_loss_only");
  private static final double NANOSECONDS_OF_ROUNDING = 1_000;

  @Test
  void everySynAndEveryCleanHandshake_isWhatTsharkSees() throws IOException {
    int compared = 0;
    for (String story : STORIES) {
      for (String vantage : List.of("client", "server")) {
        Path capture = Fixtures.LAB.resolve(story).resolve(vantage + ".pcap.gz");
        if (Files.exists(capture)) {
          compared += compare(capture);
        }
      }
    }
    assertThat(compared).as("attempts compared").isGreaterThan(50);
  }

  private static int compare(Path capture) throws IOException {
    Map<Long, Integer> syns = new HashMap<>();
    Map<String, Long> firstOf = new HashMap<>();
    Map<Long, Double> roundTrips = new HashMap<>();
    for (String[] row : tshark(capture)) {
      String stream = row[1];
      if (row[2].equals("1") || row[2].equals("True")) {
        long first = firstOf.computeIfAbsent(stream, none -> Long.parseLong(row[0]));
        syns.merge(first, 1, Integer::sum);
      }
      if (row.length > 3 && !row[3].isEmpty() && firstOf.containsKey(stream)) {
        roundTrips.put(firstOf.get(stream), Double.parseDouble(row[3]) * 1e9);
      }
    }
    int compared = 0;
    for (AttemptLine attempt : Fixtures.analyze(capture).attempts()) {
      if (attempt.syns() == 0) {
        continue;
      }
      compared++;
      assertThat(syns)
          .as("%s: first SYN of %s", capture, attempt.client())
          .containsKey(attempt.firstFrame());
      assertThat(attempt.syns())
          .as("%s: SYNs of %s", capture, attempt.client())
          .isEqualTo(syns.get(attempt.firstFrame()));
      Double roundTrip = roundTrips.get(attempt.firstFrame());
      if (attempt.outcome() == Outcome.ESTABLISHED_CLEAN && roundTrip != null) {
        assertThat((double) attempt.handshakeNanos())
            .as("%s: handshake of %s", capture, attempt.client())
            .isCloseTo(roundTrip, within(NANOSECONDS_OF_ROUNDING));
      }
    }
    return compared;
  }

  /**
   * {@return frame number, stream, whether it is a SYN without ACK, and tshark's initial round
   * trip, for every TCP frame}
   */
  private static List<String[]> tshark(Path capture) throws IOException {
    Process tshark =
        new ProcessBuilder(
                "tshark",
                "-r",
                capture.toString(),
                "-Y",
                "tcp",
                "-T",
                "fields",
                "-e",
                "frame.number",
                "-e",
                "tcp.stream",
                "-e",
                "tcp.connection.syn",
                "-e",
                "tcp.analysis.initial_rtt")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(tshark.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> line.split("\t", -1)).toList();
    }
  }
}
