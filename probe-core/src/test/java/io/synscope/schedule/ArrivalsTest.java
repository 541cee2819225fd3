package io.synscope.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long MILLI = 1_000_000;

  @Test
  void interleavedArrivals_shareEachSlotAndNeitherIsAlwaysFirst() {
    Arrivals a = Arrivals.interleaved(10 * MILLI, 1).get(0);
    Arrivals b = Arrivals.interleaved(10 * MILLI, 1).get(1);
    int aFirst = 0;
    for (int k = 0; k < 1000; k++) {
      long ofA = a.startNanos(k) - k * 10 * MILLI;
      long ofB = b.startNanos(k) - k * 10 * MILLI;
      assertThat(ofA + ofB).isEqualTo(5 * MILLI);
      aFirst += ofA == 0 ? 1 : 0;
    }
    assertThat(aFirst).isBetween(400, 600);
  }

  @Test
  void evenArrivals_neverDrift() {
    assertThat(Arrivals.every(5 * MILLI).startNanos(1_000_000)).isEqualTo(5_000_000 * MILLI);
  }

  @Test
  void bursts_startTogether_thenTogetherAgain() {
    Arrivals bursts = Arrivals.bursts(3, 10 * MILLI);
    assertThat(LongStream.range(0, 7).mapToObj(bursts::startNanos))
        .containsExactly(0L, 0L, 0L, 10 * MILLI, 10 * MILLI, 10 * MILLI, 20 * MILLI);
  }

  @Test
  void poissonArrivals_haveTheMeanAndTheSpreadOfAnExponential() {
    Arrivals poisson = Arrivals.poisson(MILLI, 42);
    int n = 100_000;
    double last = 0;
    double sumOfSquares = 0;
    for (int k = 1; k <= n; k++) {
      double at = poisson.startNanos(k);
      sumOfSquares += (at - last) * (at - last);
      last = at;
    }
    assertThat(last / n).isCloseTo(MILLI, within(0.01 * MILLI));
    assertThat(Math.sqrt(sumOfSquares / n - MILLI * (double) MILLI))
        .isCloseTo(MILLI, within(0.02 * MILLI));
  }

  @Test
  void poissonArrivals_areTheSameForTheSameSeed() {
    Arrivals one = Arrivals.poisson(MILLI, 7);
    Arrivals other = Arrivals.poisson(MILLI, 7);
    for (int k = 0; k < 1000; k++) {
      assertThat(one.startNanos(k)).isEqualTo(other.startNanos(k));
    }
  }
}
