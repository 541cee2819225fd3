package io.synscope.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Simulated pairs of targets that share a network's drift and have bursts of their own. */
final class ComparerTest {
  private static final int SLOTS = 80;
  private static final int PER_SLOT = 25;
  private static final Comparer QUICK = new Comparer(50_000, 0.1, 200);
  private static final Comparer COMPARER = new Comparer(5_000, 0.0, 200);

  /** What both targets of one run go through. */
  private record Weather(Random random, double[] drift) {
    static Weather of(long seed) {
      Random random = new Random(seed);
      double[] drift = new double[SLOTS];
      double level = 0;
      for (int i = 0; i < SLOTS; i++) {
        level = 0.95 * level + 15_000 * random.nextGaussian();
        drift[i] = level;
      }
      return new Weather(random, drift);
    }

    Slots target(long shiftNanos) {
      Slots slots = new Slots();
      for (int i = 0; i < SLOTS; i++) {
        Histogram histogram = new Histogram(2); // a third digit costs eight times the walk
        double burst = random.nextInt(20) == 0 ? 2 : 1;
        for (int k = 0; k < PER_SLOT; k++) {
          double spread = 40_000 * Math.exp(0.6 * random.nextGaussian()) * burst;
          histogram.recordValue((long) Math.max(1, 200_000 + drift[i] + spread + shiftNanos));
        }
        slots.add(i * 1000L, histogram, 0);
      }
      return slots;
    }
  }

  @Test
  void identicalTargetsUnderDrift_areCalledDifferentInAtMostOneOfTwentyRuns() {
    long falseAlarms =
        IntStream.range(0, 200)
            .mapToObj(Weather::of)
            .filter(w -> COMPARER.compare(w.target(0), w.target(0)).verdict() == Verdict.DIFFERENT)
            .count();
    assertThat(falseAlarms).isLessThanOrEqualTo(10);
  }

  @Test
  void bandOfTheMedian_holdsTheTrueMedianInNineOfTenRuns() {
    long held =
        IntStream.range(0, 100)
            .mapToObj(ComparerTest::uniformTo2Milliseconds)
            .map(side -> QUICK.compare(side, side).curveA())
            .map(curve -> curve.stream().filter(b -> b.share() == 0.5).findFirst().orElseThrow())
            .filter(band -> band.lowNanos() <= 1_000_000 && band.highNanos() >= 990_000)
            .count();
    assertThat(held).isGreaterThanOrEqualTo(90);
  }

  @Test
  void curveEndsWhereFewerThanFiveValuesLieBeyond() {
    Slots side = uniformTo2Milliseconds(1);
    assertThat(QUICK.compare(side, side).curveA())
        .extracting(QuantileBand::share)
        .startsWith(0.0, 0.01)
        .endsWith(0.99, 0.995);
  }

  private static Slots uniformTo2Milliseconds(int seed) {
    Random random = new Random(seed);
    Slots slots = new Slots();
    for (int i = 0; i < SLOTS; i++) {
      Histogram histogram = new Histogram(2);
      for (int k = 0; k < PER_SLOT; k++) {
        histogram.recordValue(1 + random.nextInt(2_000_000));
      }
      slots.add(i * 1000L, histogram, 0);
    }
    return slots;
  }

  @Test
  void aShiftOf100MicrosecondsIsFound() {
    for (int seed = 0; seed < 20; seed++) {
      Weather weather = Weather.of(seed);
      Comparison found = QUICK.compare(weather.target(0), weather.target(100_000));
      assertThat(found.verdict()).isEqualTo(Verdict.DIFFERENT);
      QuantileDifference median = found.at(0.5).orElseThrow();
      assertThat(median.nanos()).isBetween(90_000.0, 110_000.0);
      assertThat(median.lowNanos()).isLessThan(100_000.0);
      assertThat(median.highNanos()).isGreaterThan(100_000.0);
      assertThat(found.shiftNanos()).isBetween(90_000.0, 110_000.0);
      assertThat(found.effect()).isEqualTo("large");
    }
  }

  @Test
  void identicalTargetsWithWhatMattersWide_areEquivalent() {
    Weather weather = Weather.of(7);
    Comparison found =
        new Comparer(150_000, 0.1, 300).compare(weather.target(0), weather.target(0));
    assertThat(found.paired()).isTrue();
    assertThat(found.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(found.at(0.999).orElseThrow().estimable()).isFalse();
  }

  @Test
  void fewValues_areInconclusiveAndSayHowManyAreNeeded() {
    Slots a = new Slots();
    Slots b = new Slots();
    Histogram few = new Histogram(3);
    few.recordValue(300_000);
    a.add(0, few, 0);
    b.add(0, few, 0);
    Comparison found = Comparer.USUAL.compare(a, b);
    assertThat(found.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(found.at(0.99).orElseThrow().neededCount()).isGreaterThanOrEqualTo(368);
  }

  @Test
  void sameInput_sameAnswer() {
    Weather weather = Weather.of(3);
    Slots a = weather.target(0);
    Slots b = weather.target(20_000);
    assertThat(COMPARER.compare(a, b)).isEqualTo(COMPARER.compare(a, b));
  }

  @Test
  void aHeapAt200Milliseconds_isNamedForTheRetransmissionTimer() {
    Slots a = new Slots();
    Slots b = new Slots();
    for (int i = 0; i < 20; i++) {
      Histogram clean = new Histogram(3);
      clean.recordValueWithCount(300_000, 99);
      Histogram lossy = clean.copy();
      lossy.recordValue(204_000_000);
      a.add(i * 1000L, clean, 0);
      b.add(i * 1000L, lossy, 0);
    }
    Comparison found = Comparer.USUAL.compare(a, b);
    assertThat(found.modesA()).isEmpty();
    assertThat(found.modesB()).extracting(Mode::nanos).containsExactly(200_000_000L);
  }

  @Test
  void failuresAreInfinitelyLong_notForgotten() {
    Slots a = new Slots();
    Slots b = new Slots();
    for (int i = 0; i < 20; i++) {
      Histogram values = new Histogram(3);
      values.recordValueWithCount(300_000, 50);
      a.add(i * 1000L, values, 0);
      b.add(i * 1000L, values, 10);
    }
    Comparison found = Comparer.USUAL.compare(a, b);
    assertThat(found.at(0.9).orElseThrow().bNanos()).isInfinite();
    assertThat(found.verdict()).isEqualTo(Verdict.DIFFERENT);
  }
}
