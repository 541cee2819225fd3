package io.synscope.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeatMapTest {
  private static final long EPOCH = 1_700_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000;

  @Test
  void everyValueLiesInItsCell() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      HeatMap map = new HeatMap();
      long start = EPOCH + random.nextLong(1000 * SECOND);
      long nanos = 4 + (long) Math.exp(random.nextDouble() * 24);
      map.record(start, nanos);
      HeatMap.Cell cell = map.cells().get(0);
      assertThat(nanos).isBetween(cell.fromNanos(), cell.toNanos() - 1);
      assertThat(cell.toNanos()).isLessThanOrEqualTo(cell.fromNanos() + cell.fromNanos() / 4 + 1);
      assertThat(start - cell.startNanos()).isBetween(0L, map.spanNanos() - 1);
    }
  }

  @Test
  void longRun_staysWithinItsColumnsAndLosesNothing() {
    HeatMap map = new HeatMap();
    for (int i = 0; i < 86_400; i++) {
      map.record(EPOCH + i * SECOND, 1_000_000);
    }
    List<HeatMap.Cell> cells = map.cells();
    assertThat(cells).hasSizeBetween(HeatMap.COLUMNS / 2 - 1, HeatMap.COLUMNS);
    assertThat(cells.stream().mapToLong(HeatMap.Cell::count).sum()).isEqualTo(86_400);
    assertThat(map.count()).isEqualTo(86_400);
  }

  @Test
  void mergedParts_equalTheWhole() {
    HeatMap whole = new HeatMap();
    HeatMap early = new HeatMap();
    HeatMap late = new HeatMap();
    Random random = new Random(2);
    for (int i = 0; i < 5000; i++) {
      long start = EPOCH + random.nextLong(600 * SECOND);
      long nanos = random.nextLong(SECOND);
      whole.record(start, nanos);
      (i < 100 ? early : late).record(start, nanos);
    }
    late.merge(early);
    assertThat(late.cells()).isEqualTo(whole.cells());
    HeatMap fromCells = new HeatMap();
    whole.cells().forEach(fromCells::add);
    assertThat(fromCells.cells())
        .extracting(HeatMap.Cell::fromNanos, HeatMap.Cell::count)
        .hasSameSizeAs(whole.cells());
  }

  @Test
  void whatNeverEnds_isInTheLastRow() {
    HeatMap map = new HeatMap();
    map.record(EPOCH, Long.MAX_VALUE);
    map.record(EPOCH, -5);
    assertThat(map.cells()).extracting(HeatMap.Cell::count).containsExactly(1, 1);
  }
}
