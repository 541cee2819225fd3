package io.synscope.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void identicalTargetsProbedOneAfterTheOther_wouldBeCalledDifferent_soTheDriftIsReal() {
    Comparer quick = new Comparer(5_000, 0.0, 20);
    long alarms =
        IntStream.range(0, 40)
            .mapToObj(i -> quick.compare(Weather.of(i).target(0), Weather.of(1000 + i).target(0)))
            .filter(found -> Math.abs(found.at(0.5).orElseThrow().nanos()) > 10_000)
            .count();
    assertThat(alarms).isGreaterThan(20);
  }

  @Test
  void shapesApart_areFoundWhereNoMedianTells() {
    Slots narrow = new Slots();
    Slots wide = new Slots();
    for (int i = 0; i < 40; i++) {
      Histogram one = new Histogram(3);
      one.recordValueWithCount(299_000, 50);
      one.recordValueWithCount(301_000, 50);
      Histogram two = new Histogram(3);
      two.recordValueWithCount(200_000, 40);
      two.recordValueWithCount(300_000, 20);
      two.recordValueWithCount(400_000, 40);
      narrow.add(i * 1000L, one, 0);
      wide.add(i * 1000L, two, 0);
    }
    Shape apart = Comparer.USUAL.compare(narrow, wide).shape();
    assertThat(apart.distance()).isCloseTo(0.4, within(0.11));
    assertThat(apart.chance()).isLessThan(0.001);
    Shape alike = Comparer.USUAL.compare(narrow, narrow).shape();
    assertThat(alike).isEqualTo(new Shape(0, 1));
  }

  @Test
  void chanceOfAShape_isKolmogorovs() {
    // 0.05 is at 1.358 / sqrt(n / 2) for two sides of n (Smirnov 1948)
    long[] a = {1000, 1000};
    long[] b = {1000 + 61, 1000 - 61};
    assertThat(Shape.of(a, b, 2000).distance()).isCloseTo(0.0305, within(1e-9));
    long[] far = {1086, 914};
    assertThat(Shape.of(a, far, 2000).chance()).isCloseTo(0.05, within(0.005));
  }

  @ParameterizedTest
  @CsvSource({
    "41, 40, delayed ACK",
    "204, 200, least RTO",
    "1010, 1000, SYN",
  })
  void heapAtATimerOfTcp_isNamedForIt(int atMillis, int modeMillis, String meaning) {
    Slots clean = new Slots();
    Slots heaped = new Slots();
    for (int i = 0; i < 20; i++) {
      Histogram values = new Histogram(3);
      values.recordValueWithCount(300_000, 97);
      clean.add(i * 1000L, values, 0);
      values.recordValueWithCount(atMillis * 1_000_000L, 3);
      heaped.add(i * 1000L, values, 0);
    }
    Comparison found = Comparer.USUAL.compare(clean, heaped);
    assertThat(found.modesA()).isEmpty();
    assertThat(found.modesB())
        .singleElement()
        .satisfies(
            mode -> {
              assertThat(mode.nanos()).isEqualTo(modeMillis * 1_000_000L);
              assertThat(mode.share()).isCloseTo(0.03, within(0.001));
              assertThat(mode.meaning()).contains(meaning);
            });
  }

  @Test
  void fewSlowSourcePorts_areAPathAmongOthers() {
    Map<Integer, Histogram> byPort = new TreeMap<>();
    for (int port = 40_000; port < 40_016; port++) {
      Histogram values = new Histogram(2);
      values.recordValueWithCount(port == 40_003 || port == 40_011 ? 900_000 : 300_000, 30);
      byPort.put(port, values);
    }
    Histogram barely = new Histogram(2);
    barely.recordValueWithCount(9_000_000, 5);
    byPort.put(50_000, barely);
    Ports ports = Ports.of(byPort, Comparer.USUAL);
    assertThat(ports.count()).isEqualTo(16);
    assertThat(ports.slow()).extracting(Ports.Port::number).containsExactly(40_003, 40_011);
    assertThat(ports.middleNanos()).isBetween(295_000L, 305_000L);
    byPort.values().forEach(Histogram::reset);
    assertThat(Ports.of(byPort, Comparer.USUAL).comparable()).isFalse();
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
