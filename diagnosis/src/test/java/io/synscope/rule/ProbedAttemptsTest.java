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
    Finding found = judge(SocketSight.of("10.0.0.2").connected(FAR_NANOS, FAR_NANOS));
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
                .reply("-NOAUTH Authentication required."));
    assertThat(found.cause().id()).isEqualTo("redis_noauth");
    assertThat(found.confidence()).isGreaterThanOrEqualTo(Confidence.STRONG);
    assertThat(found.alternatives()).isEmpty();
  }

  private static Finding judge(SocketSight.Writer sight) {
    List<ConnectionAttempt> attempts =
        IntStream.range(0, 10).mapToObj(i -> attempt(40_000 + i, sight)).toList();
    List<Finding> findings =
        Catalogue.book()
            .judge(
                new Observations(
                    attempts,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    CaptureFacts.NONE,
                    Optional.empty()))
            .findings();
    assertThat(findings).isNotEmpty();
    return findings.get(0);
  }

  private static ConnectionAttempt attempt(int port, SocketSight.Writer sight) {
    return new ConnectionAttempt(
        new FourTuple(new Endpoint(Address.parse("10.0.0.1"), port), SERVER),
        0,
        Outcome.ESTABLISHED_CLEAN,
        new Moment(port * 1_000_000L, 0),
        new Moment(port * 1_000_000L + FAR_NANOS, 0),
        FAR_NANOS,
        sight.phase(Phase.ROUND_TRIP).done());
  }
}
