package io.synscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeparationTest {
  @Test
  void disjointGroups_areToldApart() {
    Separation found = Separation.of(List.of(0, 1, 2, 3), List.of(4, 4, 4));
    assertThat(found.area()).isEqualTo(1);
    // One of C(7,3) orders.
    assertThat(found.chance()).isCloseTo(1 / 35.0, within(1e-12));
  }

  @Test
  void equalGroups_areNot() {
    Separation found = Separation.of(List.of(0, 0, 0, 0), List.of(0, 0));
    assertThat(found.area()).isEqualTo(0.5);
    assertThat(found.chance()).isEqualTo(1);
  }

  @Test
  void overlap_costsConfidence() {
    Separation found = Separation.of(List.of(0, 1, 2, 3, 4, 5), List.of(3, 4, 5, 6, 7, 8));
    assertThat(found.area()).isCloseTo(0.875, within(1e-9));
    assertThat(found.chance()).isBetween(0.005, 0.05);
  }

  @Test
  void emptyGroup_tellsNothing() {
    assertThat(Separation.of(List.of(), List.of(1))).isEqualTo(Separation.NONE);
  }
}
