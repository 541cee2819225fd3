package io.synscope.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Lateness;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;

class LatenessTrackerTest {
  private static final long MILLI = 1_000_000L;
  private static final long START = 1_700_000_000_000L * MILLI;

  /** Twenty requests, one each 100 ms; those from the tenth to the twelfth take so much longer. */
  private static Lateness heard(LongToIntFunction clockOfMillis, long lateMillis) {
    LatenessTracker tracker = new LatenessTracker();
    for (int i = 0; i < 20; i++) {
      long sentMillis = i * 100L;
      long late = i >= 10 && i < 13 ? lateMillis : 0;
      tracker.on(
          START + (sentMillis + late) * MILLI, i, clockOfMillis.applyAsInt(sentMillis), true);
    }
    return tracker.facts();
  }

  @Test
  void requestsThatTookLonger_areLate() {
    Lateness heard = heard(millis -> (int) (5000 + millis), 60);
    assertThat(heard.segments()).isEqualTo(3);
    assertThat(heard.latest().frame()).isBetween(10L, 12L);
    assertThat(heard.greatestNanos()).isBetween(59 * MILLI, 60 * MILLI);
  }

  @Test
  void aLittleLater_isJitter() {
    assertThat(heard(millis -> (int) (5000 + millis), 20)).isEqualTo(Lateness.NONE);
  }

  @Test
  void clocksOfOtherTicks_tellNothing() {
    assertThat(heard(millis -> (int) (5000 + millis / 10), 60)).isEqualTo(Lateness.NONE);
    assertThat(heard(millis -> (int) (5000 + millis / 4), 60)).isEqualTo(Lateness.NONE);
    assertThat(heard(millis -> (int) (5000 + millis * 1000), 60)).isEqualTo(Lateness.NONE);
  }

  @Test
  void clockThatBeginsAnew_isNoDelay() {
    assertThat(heard(millis -> (int) (millis - 900), 60).greatestNanos())
        .isLessThanOrEqualTo(60 * MILLI);
  }

  @Test
  void delayThatStays_isAnotherPath() {
    LatenessTracker tracker = new LatenessTracker();
    for (int i = 0; i < 20; i++) {
      tracker.on(START + (i * 100L + (i < 10 ? 0 : 50)) * MILLI, i, 7 + i * 100, true);
    }
    assertThat(tracker.facts()).isEqualTo(Lateness.NONE);
  }
}
