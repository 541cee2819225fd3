package io.synscope.rule.delay;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.HalfBuilder;
import io.synscope.testing.Sightings;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DelayRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private int port = 41000;

  private AttemptBuilder client(UnaryOperator<HalfBuilder> half) {
    return AttemptBuilder.to(REDIS)
        .from("10.0.0.1:" + port++)
        .lived(5, wire -> wire.client(half).talk(talk -> talk));
  }

  private static HalfBuilder bulk(HalfBuilder half, double median) {
    return half.data(400, 600_000, 0.01, 1)
        .roundTrips(300, 0.06, median, median * 1.2, 1.1, 1.2, 1.3);
  }

  private static HalfBuilder small(HalfBuilder half, double lateAt) {
    return half.data(16, 224, 0.01, 4).roundTrips(14, 0.03, 0.1, 210, lateAt);
  }

  @Test
  void roundTripsThatGrowWithABulkTransferAndHitOthers_areBufferbloat() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(client(half -> bulk(half, 350)), client(half -> small(half, 1.2)))
            .finding(new BufferbloatRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void greatRoundTripsOfABulkTransferAlone_areStillAWarning() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(client(half -> bulk(half, 350)))
            .finding(new BufferbloatRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void moderateOnesOfABulkTransferAlone_areItsOwnBusiness() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(client(half -> bulk(half, 40)))
                .finding(new BufferbloatRule())
                .orElseThrow()
                .severity())
        .isEqualTo(Severity.INFO);
  }

  @Test
  void bulkTransferThatLoses_isALossyPathAndNoDeepQueue() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(client(half -> bulk(half, 350).lost(40)));
    assertThat(seen.finding(new BufferbloatRule())).isEmpty();
  }

  @Test
  void smallTransfer_fillsNoQueue() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(client(half -> bulk(half, 350).data(40, 4000, 0.01, 1)));
    assertThat(seen.finding(new BufferbloatRule())).isEmpty();
  }

  private static HalfBuilder spiked(HalfBuilder half, double greatest) {
    return half.data(60, 840, 0.01, 4).roundTrips(60, 0.7, 0.8, greatest, 2.0, 2.2);
  }

  @Test
  void lateAcknowledgmentsOnSeveralConnections_areASpike() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(client(half -> spiked(half, 120)), client(half -> spiked(half, 120)))
            .finding(new LatencySpikeRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.count()).isEqualTo(4);
  }

  @Test
  void delayedAcks_areNoSpike() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(client(half -> spiked(half, 44)), client(half -> spiked(half, 44)));
    assertThat(seen.finding(new LatencySpikeRule())).isEmpty();
  }

  @Test
  void acknowledgmentsLateForLoss_areNoSpike() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                client(half -> spiked(half, 210).lost(2)),
                client(half -> spiked(half, 210).lost(2)));
    assertThat(seen.finding(new LatencySpikeRule())).isEmpty();
  }

  @Test
  void lateAcknowledgmentsOfBulkTransfers_areTheirOwnQueue() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                client(half -> spiked(half, 120).data(400, 600_000, 0.01, 4)),
                client(half -> spiked(half, 120).data(400, 600_000, 0.01, 4)));
    assertThat(seen.finding(new LatencySpikeRule())).isEmpty();
  }

  @Test
  void handshakesThatAllTakeLong_areDistance() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 4; i++) {
      seen.saw(client(half -> half).took(0.071));
    }
    Finding found = seen.finding(new HighLatencyRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("71 ms");
  }

  @Test
  void oneQuickHandshakeAmongThem_isNoDistance() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(client(half -> half));
    for (int i = 0; i < 4; i++) {
      seen.saw(client(half -> half).took(0.071));
    }
    assertThat(seen.finding(new HighLatencyRule())).isEmpty();
  }
}
