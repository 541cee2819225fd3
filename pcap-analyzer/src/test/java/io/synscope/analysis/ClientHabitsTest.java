package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.ExchangeSummary.ClientLine;
import io.synscope.report.ExchangeSummary.Habit;
import io.synscope.report.Report;
import io.synscope.testkit.script.PacketScript;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What clients of the fault lab appear to do, against what its scenarios make them do. */
class ClientHabitsTest {
  @Test
  void sixHundredConnectsAtOnce_areABurstAndAPool() {
    assertThat(habit("burst_deploy", "connect_burst")).hasValueSatisfying(valueIs(600));
    assertThat(habit("burst_deploy", "pool_size")).hasValueSatisfying(valueIs(600));
  }

  @Test
  void fourConnectionsThatAllGaveUpAlike_betrayTheirTimeout() {
    assertThat(habit("app_hung", "command_timeout"))
        .hasValueSatisfying(
            habit -> {
              assertThat(habit.samples()).isEqualTo(4);
              assertThat(habit.value()).isBetween(2_200_000_000L, 2_215_000_000L);
              assertThat(habit.sentence()).isEqualTo("gives up a command after 2.21 s");
            });
  }

  @Test
  void requestsWrittenInPieces_areToldWithTheirWaits() {
    assertThat(habit("nagle_delayed_ack", "split_writes")).hasValueSatisfying(valueIs(19));
  }

  @Test
  void probesOfAnIdleConnection_betrayTheKeepaliveTimer() {
    List<Habit> habits =
        habits(
            """
            rtt 200us
            0        C > S  handshake
            0.010    C > S  ask resp "PING" answer "+PONG\\r\\n"
            15.010   C > S  .  seq 14
            +200us   S > C  .
            30.010   C > S  .  seq 14
            +200us   S > C  .
            45.010   C > S  .  seq 14
            +200us   S > C  .
            60       C > S  close
            """);
    assertThat(named(habits, "keepalive"))
        .hasValueSatisfying(
            habit -> {
              assertThat(habit.samples()).isEqualTo(3);
              assertThat(habit.value()).isBetween(14_990_000_000L, 15_000_000_000L);
              assertThat(habit.sentence()).isEqualTo("sends a TCP keepalive after 15 s of silence");
            });
  }

  @Test
  void oneConnectionAfterTheOther_isNoPool() {
    assertThat(habit("connection_churn", "pool_size")).isEmpty();
  }

  @Test
  void repliesInTime_betrayNoTimeout() {
    assertThat(habit("healthy", "command_timeout")).isEmpty();
    assertThat(habit("healthy", "split_writes")).isEmpty();
  }

  @Test
  void briefConnectionsByTheClock_areAHealthCheck() {
    List<Habit> habits =
        habits(
            """
            rtt 200us
            each n 1..6 every 2
              0      C:40000+{n} > S  handshake
              +1ms   C:40000+{n} > S  ask resp "PING" answer "+PONG\\r\\n"
              +1ms   C:40000+{n} > S  close
            end
            """);
    assertThat(named(habits, "health_check_period")).hasValueSatisfying(valueIs(2_000_000_000L));
  }

  private static Consumer<Habit> valueIs(long value) {
    return habit -> assertThat(habit.value()).isEqualTo(value);
  }

  private static List<Habit> habits(String script) {
    return clients(Fixtures.analyze(PacketScript.parse("inline", script).recording()))
        .flatMap(client -> client.habits().stream())
        .toList();
  }

  private static Optional<Habit> habit(String scenario, String what) {
    Report report = Fixtures.analyze(Fixtures.LAB.resolve(scenario).resolve("client.pcap.gz"));
    return named(clients(report).flatMap(client -> client.habits().stream()).toList(), what);
  }

  private static Stream<ClientLine> clients(Report report) {
    return report.exchanges().orElseThrow().clients().stream();
  }

  private static Optional<Habit> named(List<Habit> habits, String what) {
    return habits.stream().filter(habit -> habit.what().equals(what)).findFirst();
  }
}
