package io.synscope.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Moment;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HolesTest {
  private static final long SKIPPED_NANOS = 1_000;

  @Test
  void aHoleFilledWhole_isGone() {
    Holes holes = new Holes();
    holes.open(100, 200, SKIPPED_NANOS);

    assertThat(holes.fill(100, 200)).isEqualTo(SKIPPED_NANOS);
    assertThat(holes.isEmpty()).isTrue();
  }

  @Test
  void aSegmentInTheMiddle_leavesTwoHoles() {
    Holes holes = new Holes();
    holes.open(100, 200, SKIPPED_NANOS);

    assertThat(holes.fill(140, 150)).isEqualTo(SKIPPED_NANOS);
    assertThat(holes.firstStart()).isEqualTo(100);
    assertThat(holes.firstLength()).isEqualTo(40);
    assertThat(holes.fill(100, 140)).isEqualTo(SKIPPED_NANOS);
    assertThat(holes.firstStart()).isEqualTo(150);
  }

  @Test
  void aSegmentElsewhere_fillsNothing() {
    Holes holes = new Holes();
    holes.open(100, 200, SKIPPED_NANOS);

    assertThat(holes.fill(200, 300)).isEqualTo(Moment.NEVER);
    assertThat(holes.fill(50, 100)).isEqualTo(Moment.NEVER);
  }

  @Test
  void anAcknowledgmentSwallowsWhatNeverCame() {
    Holes holes = new Holes();
    holes.open(100, 200, SKIPPED_NANOS);

    assertThat(holes.acknowledged(150)).isEqualTo(50);
    assertThat(holes.firstLength()).isEqualTo(50);
    assertThat(holes.acknowledged(500)).isEqualTo(50);
    assertThat(holes.isEmpty()).isTrue();
  }

  /** A seeded twin: a set of missing bytes, across the wrap of the sequence space. */
  @Test
  void agreesWithASetOfMissingBytes_acrossTheWrap() {
    Random random = new Random(6379);
    int base = -300; // 2^32 - 300
    for (int round = 0; round < 200; round++) {
      Holes holes = new Holes();
      BitSet missing = new BitSet();
      holes.open(base, base + 600, SKIPPED_NANOS);
      missing.set(0, 600);
      for (int step = 0; step < 20; step++) {
        int from = random.nextInt(600);
        int to = from + 1 + random.nextInt(40);
        boolean expected = !missing.get(from, to).isEmpty();
        assertThat(holes.fill(base + from, base + to) != Moment.NEVER).isEqualTo(expected);
        missing.clear(from, to);
      }
      int first = missing.nextSetBit(0);
      assertThat(holes.isEmpty()).isEqualTo(first < 0);
      if (first >= 0) {
        assertThat(holes.firstStart() - base).isEqualTo(first);
        assertThat(holes.firstLength()).isEqualTo(missing.nextClearBit(first) - first);
      }
    }
  }
}
