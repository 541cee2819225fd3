package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DistinctCountTest {
  @Test
  void nothingAdded_isZero() {
    assertThat(new DistinctCount().estimate()).isZero();
  }

  @Test
  void repetitionsDoNotCount() {
    DistinctCount count = new DistinctCount();
    for (int i = 0; i < 10_000; i++) {
      count.add(0, i % 3);
    }
    assertThat(count.estimate()).isEqualTo(3);
  }

  @Test
  void aMillionAddresses_areEstimatedWithinTenPerCent() {
    DistinctCount count = new DistinctCount();
    for (int i = 0; i < 1_000_000; i++) {
      count.add(0, 0xffff_0a00_0000L + i);
    }
    assertThat((double) count.estimate()).isCloseTo(1_000_000, within(100_000.0));
  }

  @Test
  void twoCounts_addUpAsIfAllHadBeenAddedToOne() {
    DistinctCount odd = new DistinctCount();
    DistinctCount even = new DistinctCount();
    DistinctCount all = new DistinctCount();
    for (int i = 0; i < 5_000; i++) {
      (i % 2 == 0 ? even : odd).add(0, i);
      all.add(0, i);
    }
    even.merge(odd);
    assertThat(even.estimate()).isEqualTo(all.estimate()).isNotEqualTo(odd.estimate());
  }
}
