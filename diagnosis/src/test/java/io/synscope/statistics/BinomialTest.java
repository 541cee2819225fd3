package io.synscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialTest {
  @Test
  void tailOfFairCoins_isKnown() {
    assertThat(Binomial.atLeast(8, 10, 0.5)).isCloseTo(56 / 1024.0, within(1e-12));
    assertThat(Binomial.atLeast(0, 10, 0.5)).isEqualTo(1);
    assertThat(Binomial.atLeast(11, 10, 0.5)).isZero();
  }

  @Test
  void certainAndImpossible_areExact() {
    assertThat(Binomial.atLeast(3, 10, 0)).isZero();
    assertThat(Binomial.atLeast(10, 10, 1)).isEqualTo(1);
  }

  @Test
  void rareTail_doesNotUnderflow() {
    assertThat(Binomial.atLeast(40, 1000, 0.001)).isPositive().isLessThan(1e-40);
    assertThat(Binomial.atLeast(1000, 100_000, 0.01)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void noLossInHundredSegments_boundsLossAtThreePercent() {
    // The rule of three: 1 - 0.05^(1/n).
    assertThat(Binomial.upperBound95(0, 100)).isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-9));
  }

  @Test
  void clopperPearsonBound_matchesTables() {
    assertThat(Binomial.upperBound95(2, 20)).isCloseTo(0.2826, within(1e-4));
    assertThat(Binomial.upperBound95(0, 0)).isEqualTo(1);
    assertThat(Binomial.upperBound95(5, 5)).isEqualTo(1);
  }
}
