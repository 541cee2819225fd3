package io.synscope.rule.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Unchecked;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final String REDIS = "10.0.0.9:6379";

  @Test
  void healthyCapture_leavesNothingOpen() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(AttemptBuilder.to(REDIS).closed(0.1));
    assertThat(seen.judgement().notChecked()).isEmpty();
  }

  @Test
  void silenceSeenFromTheClient_asksForTheServersCapture() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(AttemptBuilder.to(REDIS).unanswered(0, 1.01, 2.03));
    assertThat(seen.judgement().notChecked())
        .extracting(Unchecked::how)
        .anyMatch(how -> how.contains("server.pcap"));
  }

  @Test
  void silenceSeenFromTheServer_asksForTheClientsCapture() {
    Sightings seen =
        Sightings.from(Vantage.SERVER).saw(AttemptBuilder.to(REDIS).unanswered(0, 1.01, 2.03));
    assertThat(seen.judgement().notChecked())
        .extracting(Unchecked::how)
        .anyMatch(how -> how.contains("client.pcap"));
  }

  @Test
  void captureThatDroppedPackets_saysThatLossesWereNotJudged() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).dropped(17).saw(AttemptBuilder.to(REDIS).closed(0.1));
    assertThat(seen.judgement().notChecked())
        .singleElement()
        .satisfies(line -> assertThat(line.why()).contains("17 packets"));
  }
}
