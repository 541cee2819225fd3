package io.synscope.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time stands still here unless a test moves it. */
class PacerTest {
  private static final long MILLI = 1_000_000;

  private final HandLoop loop = new HandLoop();
  private final List<Long> intended = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private boolean over;

  @Test
  void attemptsStartWhenTheyAreDue_notBefore() {
    pacer(Arrivals.every(10 * MILLI), Limit.count(3)).start(loop.nanoTime());
    assertThat(intended).containsExactly(0L);
    loop.advance(9 * MILLI);
    assertThat(intended).hasSize(1);
    loop.advance(MILLI);
    assertThat(intended).containsExactly(0L, 10 * MILLI);
  }

  @Test
  void lateLoop_firesWhatIsDue_withTheTimesThatWereIntended() {
    pacer(Arrivals.every(10 * MILLI), Limit.count(5)).start(loop.nanoTime());
    loop.stall(35 * MILLI);
    assertThat(intended).containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI);
    loop.advance(5 * MILLI);
    assertThat(intended).endsWith(40 * MILLI);
    assertThat(over).isTrue();
  }

  @Test
  void burst_letsAnswersInBetween() {
    pacer(Arrivals.bursts(1000, MILLI), Limit.count(1000)).start(loop.nanoTime());
    assertThat(intended).hasSize(8);
    loop.runTasks(); // what tasks add runs before the loop looks for answers; timers come after
    assertThat(intended).hasSize(8);
    loop.advance(0);
    assertThat(intended).hasSize(1000);
    assertThat(over).isTrue();
  }

  @Test
  void whatFindsNoRoom_beginsLater_withTheTimesThatWereIntended() {
    room = 2;
    Pacer pacer = pacer(Arrivals.every(10 * MILLI), Limit.count(5));
    pacer.start(loop.nanoTime());
    loop.advance(35 * MILLI);
    assertThat(intended).containsExactly(0L, 10 * MILLI);
    room = 3;
    pacer.resume();
    assertThat(intended).containsExactly(0L, 10 * MILLI, 20 * MILLI);
    assertThat(over).isFalse();
    room = 10;
    pacer.resume();
    loop.advance(5 * MILLI);
    assertThat(intended).containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI, 40 * MILLI);
    assertThat(over).isTrue();
  }

  @Test
  void resumingAPacerThatWaits_startsNothingTwice() {
    Pacer pacer = pacer(Arrivals.every(10 * MILLI), Limit.count(3));
    pacer.start(loop.nanoTime());
    pacer.resume();
    loop.advance(50 * MILLI);
    assertThat(intended).containsExactly(0L, 10 * MILLI, 20 * MILLI);
  }

  @Test
  void warmUpComesBeforeWhatIsCounted() {
    pacer(Arrivals.every(MILLI), new Limit(2, Long.MAX_VALUE, 3)).start(loop.nanoTime());
    loop.advance(100 * MILLI);
    assertThat(intended).hasSize(5);
  }

  @Test
  void durationEndsTheSchedule() {
    pacer(Arrivals.every(MILLI), new Limit(Long.MAX_VALUE, 10 * MILLI, 0)).start(loop.nanoTime());
    loop.advance(100 * MILLI);
    assertThat(intended).hasSize(10);
    assertThat(over).isTrue();
  }

  @Test
  void stoppedPacer_startsNothingMore() {
    Pacer pacer = pacer(Arrivals.every(MILLI), Limit.NONE);
    pacer.start(loop.nanoTime());
    pacer.stop();
    loop.advance(100 * MILLI);
    assertThat(intended).hasSize(1);
    assertThat(over).isTrue();
  }

  private Pacer pacer(Arrivals arrivals, Limit limit) {
    return new Pacer(
        loop,
        loop::nanoTime,
        arrivals,
        limit,
        (k, at) -> intended.size() < room && intended.add(at),
        () -> over = true);
  }
}
