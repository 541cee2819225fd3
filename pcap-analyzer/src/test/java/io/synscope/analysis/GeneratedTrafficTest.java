package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Outcome;
import io.synscope.report.Report;
import io.synscope.testkit.generate.TrafficGenerator;
import io.synscope.testkit.generate.TrafficPlan;
import io.synscope.testkit.generate.TrafficPlan.Mix;
import io.synscope.testkit.generate.TrafficTruth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generator counted while it wrote is what the analyzer counts while it reads. */
class GeneratedTrafficTest {
  static Stream<TrafficPlan> plans() {
    return Stream.of(
        TrafficPlan.of(100_000, Mix.STEADY),
        TrafficPlan.of(100_000, Mix.STEADY).seeded(7).cutAt(96).asPcapng(),
        TrafficPlan.of(100_000, Mix.CHURN),
        TrafficPlan.of(100_000, Mix.CHURN).seeded(7).cutAt(96).asPcapng());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyAttempt_isCountedByItsOutcome(TrafficPlan plan) throws IOException {
    ByteArrayOutputStream capture = new ByteArrayOutputStream();
    TrafficTruth truth = TrafficGenerator.write(plan, capture);
    Report report = Fixtures.analyze(capture.toByteArray());

    assertThat(report.input().packets()).isEqualTo(truth.packets());
    assertThat(report.attemptsTotal()).isEqualTo(truth.attempts());
    assertThat(
            count(report, Outcome.ESTABLISHED_CLEAN) + count(report, Outcome.ESTABLISHED_RETRIED))
        .isEqualTo(truth.established());
    assertThat(count(report, Outcome.ESTABLISHED_RETRIED)).isEqualTo(truth.establishedAfterRetry());
    assertThat(count(report, Outcome.REFUSED_RST)).isEqualTo(truth.refused());
    assertThat(count(report, Outcome.UNANSWERED))
        .as("undecided ones among those that may still be answered")
        .isBetween(
            truth.ignoredForGood(), truth.attempts() - truth.established() - truth.refused());
  }

  @Test
  void everyReply_isPairedWithItsRequest() throws IOException {
    ByteArrayOutputStream capture = new ByteArrayOutputStream();
    TrafficTruth truth = TrafficGenerator.write(TrafficPlan.of(100_000, Mix.STEADY), capture);
    Report report = Fixtures.analyze(capture.toByteArray());

    assertThat(report.exchanges()).isPresent();
    assertThat(
            report.exchanges().orElseThrow().commands().stream()
                .mapToLong(c -> c.traffic().count())
                .sum())
        .isEqualTo(truth.replies());
  }

  @Test
  void clientsInAFlood_areHeardAmongStrangers() throws IOException {
    ByteArrayOutputStream capture = new ByteArrayOutputStream();
    TrafficTruth truth = TrafficGenerator.write(TrafficPlan.of(500_000, Mix.FLOOD), capture);
    Report report = Fixtures.analyze(capture.toByteArray());

    assertThat(report.input().packets()).isEqualTo(truth.packets());
    assertThat(report.attemptsTotal()).isEqualTo(truth.attempts());
    assertThat(report.headline().cause()).isEqualTo("syn_flood");
    assertThat(truth.established()).as("clients that mean it").isPositive();
    assertThat(
            count(report, Outcome.ESTABLISHED_CLEAN) + count(report, Outcome.ESTABLISHED_RETRIED))
        .isEqualTo(truth.established());
    assertThat(
            report.exchanges().orElseThrow().commands().stream()
                .mapToLong(c -> c.traffic().count())
                .sum())
        .isEqualTo(truth.replies());
  }

  private static long count(Report report, Outcome outcome) {
    return report.listeners().stream()
        .mapToLong(line -> line.byOutcome().getOrDefault(outcome, 0L))
        .sum();
  }
}
