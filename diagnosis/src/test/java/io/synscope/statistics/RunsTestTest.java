package io.synscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunsTestTest {
  @Test
  void answersThenSilence_isFarFromChance() {
    List<Boolean> sequence = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sequence.add(i < 15);
    }
    assertThat(RunsTest.z(sequence)).isLessThan(-4);
  }

  @Test
  void everySecondOneDropped_alternates() {
    List<Boolean> sequence = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sequence.add(i % 2 == 0);
    }
    assertThat(RunsTest.z(sequence)).isGreaterThan(4);
  }

  @Test
  void chance_staysWithinThreeDeviations() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<Boolean> sequence = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        sequence.add(random.nextInt(10) < 3);
      }
      assertThat(Math.abs(RunsTest.z(sequence))).isLessThan(3.5);
    }
  }

  @Test
  void oneValueOnly_saysNothing() {
    assertThat(RunsTest.z(List.of(true, true, true))).isZero();
    assertThat(RunsTest.z(List.of())).isZero();
  }
}
