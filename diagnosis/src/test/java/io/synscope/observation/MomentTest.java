package io.synscope.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of two packets came first. */
final class MomentTest {
  private static final Moment EARLIER = new Moment(1_000, 9);
  private static final Moment LATER = new Moment(2_000, 7);
  private static final Moment SAME_TIME_NEXT_FRAME = new Moment(1_000, 10);

  @Test
  void theTimeDecides_andTheOrderOfFramesWhereItIsTheSame() {
    assertThat(EARLIER.before(LATER)).isTrue();
    assertThat(LATER.before(EARLIER)).isFalse();
    assertThat(EARLIER.before(SAME_TIME_NEXT_FRAME)).isTrue();
    assertThat(SAME_TIME_NEXT_FRAME.before(EARLIER)).isFalse();
  }

  @Test
  void aPacket_isNotBeforeItself() {
    assertThat(EARLIER.before(new Moment(1_000, 9))).isFalse();
  }
}
