package io.synscope.rule.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Recovery;
import io.synscope.observation.Vantage;
import io.synscope.testing.HalfBuilder;
import io.synscope.testing.Sightings;
import org.junit.jupiter.api.Test;

/** Loss, and its look-alikes. */
class LossRulesTest {
  private final PathAttempts path = new PathAttempts();

  private static HalfBuilder lossy(HalfBuilder half, int ranges) {
    return half.data(200, 2800, 0.01, 8).again(Recovery.TIMEOUT, ranges, 14, 1).lost(ranges);
  }

  @Test
  void rangesLostOnSeveralConnections_areRandomLoss() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 3; i++) {
      seen.saw(path.sender(half -> lossy(half, 2)));
    }
    Finding found = seen.finding(new RandomLossRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.count()).isEqualTo(6);
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void oneLostRange_isNotWorthTelling() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(path.sender(half -> lossy(half, 1)));
    assertThat(seen.finding(new RandomLossRule())).isEmpty();
  }

  @Test
  void segmentsThatOvertakeEachOther_areReorderedAndNotLost() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(
                path.sender(
                    half -> half.data(200, 200_000, 0.01, 8).reordered(6).reportedTwice(3)));
    assertThat(seen.finding(new RandomLossRule())).isEmpty();
    assertThat(seen.finding(new ReorderingRule())).isPresent();
  }

  @Test
  void copiesThatTheReceiverReports_areDuplicatesAndNoLoss() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(path.sender(half -> half.data(200, 2800, 0.01, 8).reportedTwice(9)));
    assertThat(seen.finding(new DuplicatesRule())).isPresent();
    assertThat(seen.finding(new RandomLossRule())).isEmpty();
  }

  @Test
  void repetitionsThatTheReceiverReports_areNoDuplicates() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                path.sender(
                    half ->
                        half.data(200, 2800, 0.01, 8)
                            .again(Recovery.SPURIOUS, 5, 14, 1)
                            .reportedTwice(5)));
    assertThat(seen.finding(new DuplicatesRule())).isEmpty();
  }
}
