package io.synscope.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PercentilePictureTest {
  private static final long CENTURY_NANOS = 3_155_760_000_000_000_000L;

  @Test
  void timesOfACentury_haveAnAxisAsMicrosecondsHave() {
    assertThat(marks(1_000, 40_000)).isBetween(3L, 12L);
    assertThat(marks(1_000, CENTURY_NANOS)).isBetween(10L, 40L);
    assertThat(marks(CENTURY_NANOS - 1, CENTURY_NANOS)).isBetween(1L, 12L);
  }

  private static long marks(long leastNanos, long greatestNanos) {
    PercentileSeries series =
        new PercentileSeries(
            "CONNECT",
            20,
            0,
            List.of(
                new PercentileSeries.Corner(1, leastNanos, "least"),
                new PercentileSeries.Corner(20, greatestNanos, "greatest")));
    Markup page = new Markup();
    new PercentilePicture(List.of(series)).write("Handshakes", page);
    return page.toString()
        .lines()
        .flatMap(line -> List.of(line.split("class=\"grid\"", -1)).stream().skip(1))
        .count();
  }
}
