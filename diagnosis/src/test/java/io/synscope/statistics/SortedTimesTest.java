package io.synscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortedTimesTest {
  private static final SortedTimes TIMES = SortedTimes.of(LongStream.of(30, 10, 20, 20, 20));

  @Test
  void momentsInAnyOrder_standSorted() {
    assertThat(TIMES.stream()).containsExactly(10L, 20L, 20L, 20L, 30L);
    assertThat(TIMES.count()).isEqualTo(5);
  }

  @Test
  void equalMoments_countOnlyAmongThoseAtOrBefore() {
    assertThat(TIMES.before(20)).isEqualTo(1);
    assertThat(TIMES.atOrBefore(20)).isEqualTo(4);
  }

  @Test
  void momentsBetweenAndOutside_areCountedAlikeByBoth() {
    assertThat(TIMES.before(9)).isEqualTo(TIMES.atOrBefore(9)).isZero();
    assertThat(TIMES.before(25)).isEqualTo(TIMES.atOrBefore(25)).isEqualTo(4);
    assertThat(TIMES.before(31)).isEqualTo(TIMES.atOrBefore(31)).isEqualTo(5);
  }

  @Test
  void endOfTime_isAfterAll() {
    SortedTimes last = SortedTimes.of(LongStream.of(Long.MAX_VALUE));
    assertThat(last.before(Long.MAX_VALUE)).isZero();
    assertThat(last.atOrBefore(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void noMoments_countNone() {
    SortedTimes none = SortedTimes.of(LongStream.empty());
    assertThat(none.count()).isZero();
    assertThat(none.atOrBefore(Long.MAX_VALUE)).isZero();
  }
}
