package io.synscope.rule.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import org.junit.jupiter.api.Test;

class SilenceRulesTest {
  private static final String REDIS = "10.0.0.9:6379";

  private static AttemptBuilder lost(double at) {
    return AttemptBuilder.to(REDIS)
        .from("10.0.0.1:" + (42000 + (int) (at * 10)))
        .at(at)
        .unanswered(0, 1, 2, 3);
  }

  @Test
  void synsAndSilenceAtTheClient_isSilentDropWithItsAlternatives() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(lost(0), lost(5))
            .finding(new SilentDropRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives())
        .contains("drop_firewall", "drop_return_path", "server_host_down", "accept_queue_overflow");
    assertThat(found.sentence()).contains("2 connection attempts (8 SYNs)");
    assertThat(found.evidence().get(0).frames()).hasSize(8);
  }

  @Test
  void anotherPortThatAnswers_clearsHostAndWayBack() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(lost(0), AttemptBuilder.to("10.0.0.9:6380").at(1))
            .finding(new SilentDropRule())
            .orElseThrow();
    assertThat(found.alternatives()).doesNotContain("server_host_down", "drop_return_path");
    assertThat(found.ruledOut())
        .extracting(RuledOut::cause)
        .contains("server_host_down", "drop_return_path");
  }

  @Test
  void oneSynOnly_isNotEnoughForLikely() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(REDIS).unanswered(0))
            .finding(new SilentDropRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void synsThatReachTheServersHost_areDroppedThere() {
    Sightings seen = Sightings.from(Vantage.SERVER).saw(lost(0), lost(5));
    Finding found = seen.finding(new HostDropRule()).orElseThrow();
    assertThat(found.ruledOut()).extracting(RuledOut::cause).contains("drop_firewall");
    assertThat(seen.finding(new SilentDropRule())).isEmpty();
  }

  @Test
  void clientThatIsAnsweredNowAndThen_isLeftToTheQueueRules() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                AttemptBuilder.to(REDIS).from("10.0.0.1:50000"),
                lost(1),
                AttemptBuilder.to(REDIS).from("10.0.0.1:50001").at(6));
    assertThat(seen.finding(new SilentDropRule())).isEmpty();
  }

  @Test
  void singleAttemptsAmongAnsweredOnes_areLeftToTheQueueRules() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(
                AttemptBuilder.to(REDIS).from("10.0.0.2"),
                AttemptBuilder.to(REDIS).from("10.0.0.3").at(0.1).unanswered(0, 1),
                AttemptBuilder.to(REDIS).from("10.0.0.4").at(0.2).unanswered(0, 1),
                AttemptBuilder.to(REDIS).from("10.0.0.5").at(2));
    assertThat(seen.finding(new HostDropRule())).isEmpty();
  }

  @Test
  void oneSourceNeverAnsweredWhileOthersAre_isItsOwnSilence() {
    Sightings seen = Sightings.from(Vantage.SERVER).saw(lost(1));
    for (int i = 0; i < 5; i++) {
      seen.saw(AttemptBuilder.to(REDIS).from("10.0.0.7:" + (50000 + i)).at(1.5 + i * 0.3));
    }
    assertThat(seen.finding(new HostDropRule())).isPresent();
  }

  @Test
  void hostThatFallsSilentForGood_isSilence() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(REDIS).from("10.0.0.1:50000").closed(0.5), lost(3), lost(7))
            .finding(new SilentDropRule())
            .orElseThrow();
    assertThat(found.count()).isEqualTo(2);
  }

  @Test
  void synAcksThatNobodyNotices_areLostOnTheWayBack() {
    AttemptBuilder attempt = AttemptBuilder.to(REDIS).hops(63, 64).unacknowledged(0, 1, 2);
    Finding found =
        Sightings.from(Vantage.SERVER).saw(attempt).finding(new ReturnPathRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.ruledOut()).extracting(RuledOut::cause).contains("drop_firewall");
  }

  @Test
  void synAcksThatReachTheClientsHostInVain_areItsOwnFirewalls() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(AttemptBuilder.to(REDIS).unacknowledged(0, 1, 2));
    assertThat(seen.finding(new ClientDropRule())).isPresent();
    assertThat(seen.finding(new ReturnPathRule())).isEmpty();
  }

  @Test
  void synAckToAClientThatNeverAsksAgain_isNoLoss() {
    assertThat(
            Sightings.from(Vantage.SERVER)
                .saw(AttemptBuilder.to(REDIS).unacknowledged(0))
                .findings(new ReturnPathRule()))
        .isEmpty();
  }
}
