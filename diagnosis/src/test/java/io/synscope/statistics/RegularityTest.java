package io.synscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegularityTest {
  @Test
  void clock_hasNoVariation() {
    assertThat(Regularity.variation(List.of(0L, 20L, 40L, 60L, 80L))).isZero();
  }

  @Test
  void bursts_varyMoreThanChance() {
    assertThat(Regularity.variation(List.of(0L, 1L, 2L, 3L, 1000L))).isGreaterThan(1);
  }

  @Test
  void twoEvents_sayNothing() {
    assertThat(Regularity.variation(List.of(0L, 5L))).isInfinite();
  }
}
