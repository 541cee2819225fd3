package io.synscope.rule.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import io.synscope.testing.TalkBuilder;
import io.synscope.testing.WireBuilder;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ClientRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private int port = 41000;

  private AttemptBuilder next(double at) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).at(at);
  }

  private AttemptBuilder lived(UnaryOperator<WireBuilder> life) {
    return next(0).lived(5, life);
  }

  // windows

  @Test
  void serverThatClosesItsWindow_doesNotRead() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(lived(wire -> wire.server(half -> half.closedWindow(1, 3))))
            .finding(new ZeroWindowServerRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.PROVEN);
    assertThat(found.sentence()).contains("2.00 s");
  }

  @Test
  void windowThatStaysClosed_isCritical() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(lived(wire -> wire.client(half -> half.closedWindow(1, -1))))
                .finding(new ZeroWindowClientRule())
                .orElseThrow()
                .severity())
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void windowClosedForAnInstant_isNothing() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(lived(wire -> wire.client(half -> half.closedWindow(1, 1.01))));
    assertThat(seen.findings(new ZeroWindowClientRule(), new ZeroWindowServerRule())).isEmpty();
  }

  // the client goes away

  private AttemptBuilder aborted(UnaryOperator<TalkBuilder> talk) {
    return lived(
        wire ->
            wire.talk(talk)
                .reset(Party.CLIENT, Reset.Form.SOCKET_ABORT, Reset.Provocation.NOTHING, 64, 2));
  }

  @Test
  void rstOfTheClientWithARequestOutstanding_isAnAbort() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(aborted(talk -> talk.waiting("GET", 1.9)))
                .finding(new ClientAbortRule())
                .orElseThrow()
                .confidence())
        .isEqualTo(Confidence.STRONG);
  }

  @Test
  void rstOfAClientThatHadItsReplies_isAWayToClose() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(aborted(talk -> talk));
    assertThat(seen.finding(new ClientAbortRule())).isEmpty();
  }

  private AttemptBuilder gaveUp(double lastAsked) {
    return lived(
        wire ->
            wire.client(half -> half.data(3, 42, 0.01, lastAsked))
                .server(half -> half.data(3, 21, 0.01, 3))
                .talk(talk -> talk.counts(3, 3))
                .closed(Party.CLIENT, 2, lastAsked)
                .reset(
                    Party.CLIENT, Reset.Form.STATELESS_TO_ACK, Reset.Provocation.DATA, 64, 3.001));
  }

  @Test
  void finWhileWaitingAndRstToTheLateReply_isAReadTimeout() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(gaveUp(1))
            .finding(new ClientReadTimeoutRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("1.00 s");
  }

  @Test
  void finRightAfterTheRequest_isNoTimeout() {
    assertThat(
            Sightings.from(Vantage.CLIENT).saw(gaveUp(1.99)).finding(new ClientReadTimeoutRule()))
        .isEmpty();
  }

  // habits

  private Sightings churn(int connections, double every) {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < connections; i++) {
      double at = i * every;
      seen.saw(
          next(at)
              .lived(
                  at + 0.1,
                  wire ->
                      wire.talk(talk -> talk.counts(1, 1))
                          .closed(Party.CLIENT, at + 0.1, at + 0.05)));
    }
    return seen;
  }

  @Test
  void oneConnectionForEveryRequest_isChurn() {
    assertThat(churn(30, 0.2).finding(new ConnectionChurnRule())).isPresent();
  }

  @Test
  void poolThatIsClosedAtOnce_isNoChurn() {
    assertThat(churn(30, 0.001).finding(new ConnectionChurnRule())).isEmpty();
  }

  @Test
  void portsUsedUpWithoutOrder_arePossiblyARangeAtItsEnd() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    int[] order = {7, 2, 9, 0, 5, 1, 8, 3, 6, 4};
    for (int i = 0; i < order.length; i++) {
      seen.saw(AttemptBuilder.to(REDIS).from("10.0.0.1:" + (50000 + order[i])).at(i));
    }
    Finding found = seen.finding(new EphemeralPortsRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(found.severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void portsThatCountUp_areAStacksHabit() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 10; i++) {
      seen.saw(AttemptBuilder.to(REDIS).from("10.0.0.1:" + (50000 + i)).at(i));
    }
    assertThat(seen.finding(new EphemeralPortsRule())).isEmpty();
  }

  private Optional<Finding> pool(double busy) {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 4; i++) {
      seen.saw(lived(wire -> wire.talk(talk -> talk.counts(200, 200).pace(0.0001, busy))));
    }
    return seen.finding(new PoolExhaustionRule());
  }

  @Test
  void connectionsThatAreNeverIdle_areAPoolAtItsEnd() {
    assertThat(pool(0.97).orElseThrow().confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void connectionsThatRestNowAndThen_suffice() {
    assertThat(pool(0.5)).isEmpty();
  }

  @Test
  void smallSegmentsThatWaitForDelayedAcks_areNagle() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(lived(wire -> wire.client(half -> half.nagle(19))))
                .finding(new NagleDelayedAckRule())
                .orElseThrow()
                .confidence())
        .isEqualTo(Confidence.STRONG);
  }

  @Test
  void aFewSuchWaits_areChance() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(lived(wire -> wire.client(half -> half.nagle(2))));
    assertThat(seen.finding(new NagleDelayedAckRule())).isEmpty();
  }
}
