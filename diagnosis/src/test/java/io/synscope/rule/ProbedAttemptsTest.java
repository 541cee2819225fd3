package io.synscope.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Moment;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import io.synscope.rule.book.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A probe without packets: that no packet was seen says nothing about a capture's filter. */
class ProbedAttemptsTest {
  private static final Endpoint SERVER = new Endpoint(Address.parse("10.0.0.2"), 6379);
  private static final long FAR_NANOS = 40_000_000L;

  @Test
  void handshakesOfALongWay_areToldWithoutPackets() {
    Finding found =
        judge(SocketSight.of("10.0.0.2").connected(FAR_NANOS, FAR_NANOS).phase(Phase.ROUND_TRIP));
    assertThat(found.cause().id()).isEqualTo("high_latency");
    assertThat(found.confidence()).isGreaterThanOrEqualTo(Confidence.LIKELY);
  }

  @Test
  void aPasswordThatWasNotGiven_isSure_forTheProbeBeganTheConversation() {
    Finding found =
        judge(
            SocketSight.of("10.0.0.2")
                .connected(100_000, 100_000)
                .requestSent()
                .replied()
                .phase(Phase.ROUND_TRIP)
                .reply("-NOAUTH Authentication required."));
    assertThat(found.cause().id()).isEqualTo("redis_noauth");
    assertThat(found.confidence()).isGreaterThanOrEqualTo(Confidence.STRONG);
    assertThat(found.alternatives()).isEmpty();
  }

  @Test
  void clientHelloWithoutAnswer_isPerhapsAPortWithoutTls() {
    Finding found = judge(unanswered().segments(3, 4, 0).timedOut());
    assertThat(found.cause().id()).isEqualTo("tls_to_plain_port");
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives()).contains("app_hung");
  }

  @Test
  void probesThatWereNotServed_areNothingToCallFine() {
    Judgement judgement = judged(unanswered().segments(3, 4, 1));
    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.headline().confidence()).isEqualTo(Confidence.INCONCLUSIVE);
    assertThat(judgement.headline().sentence()).contains("10 left without an answer");
  }

  @Test
  void nameThatNobodyResolves_standsInTheAdvice() {
    SocketSight.Writer sight =
        SocketSight.of("redis://cache.invalid:6379").error("TEMPORARY", 5_000_000_000L, false);
    Finding found = judged(Outcome.LOCAL_NAME_UNRESOLVED, sight).findings().get(0);
    assertThat(found.cause().id()).isEqualTo("dns_timeout");
    assertThat(found.remedies())
        .extracting(remedy -> remedy.command())
        .anyMatch(command -> command.contains("dig cache.invalid "))
        .noneMatch(command -> command.contains("{name}"));
  }

  private static SocketSight.Writer unanswered() {
    return SocketSight.of("10.0.0.2")
        .connected(100_000, 100_000)
        .tls()
        .phase(Phase.TLS)
        .failure("the server's kernel acknowledged the ClientHello, the server did not answer it");
  }

  private static Finding judge(SocketSight.Writer sight) {
    List<Finding> findings = judged(sight).findings();
    assertThat(findings).isNotEmpty();
    return findings.get(0);
  }

  private static Judgement judged(SocketSight.Writer sight) {
    return judged(Outcome.ESTABLISHED_CLEAN, sight);
  }

  private static Judgement judged(Outcome outcome, SocketSight.Writer sight) {
    List<ConnectionAttempt> attempts =
        IntStream.range(0, 10).mapToObj(i -> attempt(40_000 + i, outcome, sight)).toList();
    return Catalogue.book()
        .judge(
            new Observations(
                attempts,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                CaptureFacts.NONE,
                Optional.empty()));
  }

  private static ConnectionAttempt attempt(int port, Outcome outcome, SocketSight.Writer sight) {
    SocketSight seen = sight.done();
    return new ConnectionAttempt(
        new FourTuple(new Endpoint(Address.parse("10.0.0.1"), port), SERVER),
        0,
        outcome,
        new Moment(port * 1_000_000L, 0),
        new Moment(port * 1_000_000L + seen.kernelRttNanos(), 0),
        seen.kernelRttNanos(),
        seen);
  }
}
