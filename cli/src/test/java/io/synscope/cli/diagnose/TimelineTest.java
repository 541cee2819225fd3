package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.ServerWords;
import io.synscope.observation.ServerWords.LatencyEvent;
import io.synscope.observation.ServerWords.SlowEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server tells of its last minutes, on our clock. */
final class TimelineTest {
  private static final long NOW = 1_700_000_000; // 22:13:20 UTC
  private static final Endpoint SERVER = new Endpoint(Address.parse("10.0.0.2"), 6379);

  @Test
  void aServersTimes_areMovedByTheDifferenceOfTheClocks_andSorted() {
    Map<String, String> info =
        Map.of("server_time_usec", (NOW + 100) + "000000", "uptime_in_seconds", "300");
    assertThat(lines(info, NOW + 100))
        .containsExactly(
            "when: 22:08:20      10.0.0.2:6379 was started",
            "when: 22:13:05      KEYS held Redis for 1500 ms",
            "when: 22:13:15      Redis stood still for 180 ms: fork");
  }

  @Test
  void whatIsOlderThanTenMinutes_isLeftOut() {
    assertThat(lines(Map.of("uptime_in_seconds", "601"), NOW - 700)).isEmpty();
  }

  private static List<String> lines(Map<String, String> info, long serverNow) {
    ServerWords words =
        new ServerWords(
            SERVER,
            info,
            info,
            1,
            Map.of(),
            List.of(new SlowEntry(1, serverNow - 15, 1_500_000, "KEYS")),
            List.of(new LatencyEvent("fork", serverNow - 5, 180, 400)),
            List.of(),
            List.of(),
            Map.of());
    return new Timeline(NOW).server(words).lines();
  }
}
