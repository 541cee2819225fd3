package io.synscope.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.LatencyLine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only what was measured becomes a corner of the line. */
final class PercentileSeriesTest {
  @Test
  void tenValues_haveNo99thPercentileOfTheirOwn() {
    assertThat(labels(10, 0, 5, 9, 10, 10)).containsExactly("least", "p50", "greatest");
  }

  @Test
  void thousandsOfValues_haveThemAll() {
    assertThat(labels(5000, 0, 5, 9, 10, 11))
        .containsExactly("least", "p50", "p90", "p99", "p99.9", "greatest");
  }

  @Test
  void percentileAmongUnanswered_isNoCorner_andTheGreatestStandsBeforeThem() {
    long none = LatencyLine.UNBOUNDED;
    assertThat(labels(950, 50, 5, 9, none, none))
        .containsExactly("least", "p50", "p90", "greatest");
    PercentileSeries series = series(950, 50, 5, 9, none, none);
    assertThat(series.corners().get(3).beyond()).isLessThan(100);
  }

  @Test
  void nothingMeasured_isNoLine() {
    long none = LatencyLine.UNBOUNDED;
    assertThat(labels(0, 3, none, none, none, none)).isEmpty();
  }

  private static List<String> labels(long... numbers) {
    return series(numbers).corners().stream().map(PercentileSeries.Corner::label).toList();
  }

  private static PercentileSeries series(long... n) {
    return PercentileSeries.of(
        "a", new LatencyLine("CONNECT", "a", "wire", n[0], n[1], 1, n[2], n[3], n[4], n[5], 12));
  }
}
