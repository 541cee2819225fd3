package io.synscope.rule.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.ServerWords;
import io.synscope.observation.ServerWords.LatencyEvent;
import io.synscope.observation.ServerWords.SlowEntry;
import io.synscope.rule.book.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server says of itself, by its own clock. */
final class ServerVerdictsTest {
  private static final Endpoint SERVER = new Endpoint(Address.parse("10.0.0.2"), 6379);
  private static final long NOW = 1_700_000_000;

  @Test
  void aForkThatTookLong_isAStallOfItsOwn() {
    List<Finding> findings = judge(List.of(), List.of(new LatencyEvent("fork", NOW - 5, 180, 400)));
    assertThat(findings).extracting(f -> f.cause().id()).containsExactly("redis_own_stall");
    assertThat(findings.get(0).sentence()).contains("180 ms 5 s ago: fork()");
  }

  @Test
  void aStallOfYesterday_isNotTold() {
    LatencyEvent old = new LatencyEvent("fork", NOW - 86_400, 180, 400);
    assertThat(judge(List.of(), List.of(old))).isEmpty();
  }

  @Test
  void aSlowCommand_isToldOnce_thoughTheMonitorHasItToo() {
    List<Finding> findings =
        judge(
            List.of(new SlowEntry(1, NOW - 3, 1_500_000, "KEYS")),
            List.of(new LatencyEvent("command", NOW - 3, 1500, 1500)));
    assertThat(findings).extracting(f -> f.cause().id()).containsExactly("redis_slow_command");
    assertThat(findings.get(0).sentence()).contains("KEYS for 1500 ms");
  }

  @Test
  void theAlarmIsWhereTheOperatorWantsIt() {
    Map<String, String> info = Map.of("connected_clients", "75", "maxclients", "100");
    ServerWords words =
        new ServerWords(
            SERVER, info, info, 1, Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    assertThat(ServerVerdicts.of(Catalogue.book(), words, NOW, Thresholds.USUAL)).isEmpty();
    assertThat(ServerVerdicts.of(Catalogue.book(), words, NOW, new Thresholds(70, 90, 100)))
        .extracting(f -> f.cause().id())
        .containsExactly("redis_clients_near_limit");
  }

  /** The client's clock is an hour ahead of the server's. */
  private static List<Finding> judge(List<SlowEntry> slow, List<LatencyEvent> events) {
    Map<String, String> info = Map.of("server_time_usec", NOW + "000000");
    ServerWords words =
        new ServerWords(
            SERVER, info, info, 1, Map.of(), slow, events, List.of(), List.of(), Map.of());
    return ServerVerdicts.of(Catalogue.book(), words, NOW + 3600, Thresholds.USUAL);
  }
}
