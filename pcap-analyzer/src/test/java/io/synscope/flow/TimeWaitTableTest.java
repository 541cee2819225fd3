package io.synscope.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Moment;
import org.junit.jupiter.api.Test;

final class TimeWaitTableTest {
  private final TimeWaitTable table = new TimeWaitTable();

  private static long hash(int number) {
    return FlowHash.of(0, number, 40_000, 0, 1, 6379);
  }

  @Test
  void aStranger_isTheFirstIncarnation() {
    assertThat(table.lastNanos(hash(1))).isEqualTo(Moment.NEVER);
    assertThat(table.nextIncarnation(hash(1))).isZero();
  }

  @Test
  void eachConnectionOfATuple_isTheNextIncarnation() {
    table.put(hash(1), 0, 100);
    assertThat(table.nextIncarnation(hash(1))).isEqualTo(1);
    table.put(hash(1), 1, 200);

    assertThat(table.nextIncarnation(hash(1))).isEqualTo(2);
    assertThat(table.lastNanos(hash(1))).isEqualTo(200);
  }

  @Test
  void whatIsRemoved_isAStrangerAgain() {
    table.put(hash(1), 3, 100);
    table.remove(hash(1));
    table.remove(hash(2));

    assertThat(table.lastNanos(hash(1))).isEqualTo(Moment.NEVER);
    assertThat(table.nextIncarnation(hash(1))).isZero();
  }

  @Test
  void whenThereIsNoRoom_whatEndedFirstIsForgotten() {
    int ends = 100_000;
    for (int i = 0; i < ends; i++) {
      table.put(hash(i), 0, i);
    }

    assertThat(table.lastNanos(hash(0))).isEqualTo(Moment.NEVER);
    for (int i = ends - 4_000; i < ends; i++) {
      assertThat(table.lastNanos(hash(i))).isEqualTo(i);
    }
  }
}
