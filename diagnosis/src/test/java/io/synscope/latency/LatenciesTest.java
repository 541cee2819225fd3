package io.synscope.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synscope.observation.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final Series CONNECT = new Series(Phase.CONNECT, "10.0.0.1:6379", Clock.USER);

  private final Latencies latencies = new Latencies();

  @Test
  void quantilesAreThoseOfTheValues_withinThreeDigits() {
    for (int micros = 1; micros <= 1000; micros++) {
      latencies.record(CONNECT, micros * 1000L);
    }
    Quantiles quantiles = latencies.quantiles().get(0);
    assertThat(quantiles.count()).isEqualTo(1000);
    assertThat((double) quantiles.p50Nanos()).isCloseTo(500_000, within(500.0));
    assertThat((double) quantiles.p99Nanos()).isCloseTo(990_000, within(990.0));
    assertThat((double) quantiles.maxNanos()).isCloseTo(1_000_000, within(1000.0));
  }

  @Test
  void failuresAreInfinitelyLong_notLeftOut() {
    for (int i = 0; i < 95; i++) {
      latencies.record(CONNECT, 1000);
    }
    for (int i = 0; i < 5; i++) {
      latencies.fail(CONNECT);
    }
    Quantiles quantiles = latencies.quantiles().get(0);
    assertThat(quantiles.p90Nanos()).isEqualTo(1000);
    assertThat(quantiles.p99Nanos()).isEqualTo(Quantiles.UNBOUNDED);
    assertThat(quantiles.failures()).isEqualTo(5);
    assertThat(quantiles.maxNanos()).isEqualTo(1000);
  }

  @Test
  void drainedIntervalsAddUpToTheTotal_whoeverLooksMeanwhile() {
    List<Long> drained = new ArrayList<>();
    IntervalSink sink = (series, interval, failures) -> drained.add(interval.getTotalCount());
    latencies.record(CONNECT, 1000);
    latencies.drain(sink);
    latencies.record(CONNECT, 2000);
    assertThat(latencies.quantiles().get(0).count()).isEqualTo(2);
    latencies.record(CONNECT, 3000);
    latencies.drain(sink);
    assertThat(drained).containsExactly(1L, 2L);
    assertThat(latencies.quantiles().get(0).count()).isEqualTo(3);
  }

  @Test
  void fewOrManySeries_holdWhatAHistogramWouldHold() {
    Latencies many = new Latencies(true);
    Histogram expected = new Histogram(3);
    SplittableRandom random = new SplittableRandom(6379);
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextLong(1L << random.nextInt(1, 42));
      expected.recordValue(nanos);
      latencies.record(CONNECT, nanos);
      many.record(CONNECT, nanos);
    }
    expected.recordValue(0);
    latencies.record(CONNECT, -5);
    many.record(CONNECT, -5);
    assertThat(latencies.totals().get(CONNECT)).isEqualTo(expected);
    assertThat(many.totals().get(CONNECT)).isEqualTo(expected);
  }

  @Test
  void compactIntervalsAddUpToo() {
    Latencies many = new Latencies(true);
    List<Long> drained = new ArrayList<>();
    IntervalSink sink = (series, interval, failures) -> drained.add(interval.getTotalCount());
    many.record(CONNECT, 1000);
    many.drain(sink);
    many.record(CONNECT, 2000);
    many.record(CONNECT, 2000);
    many.drain(sink);
    assertThat(drained).containsExactly(1L, 2L);
    assertThat(many.quantiles().get(0).count()).isEqualTo(3);
  }
}
