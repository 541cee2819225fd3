package io.synscope.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutstandingTest {
  private final Outstanding outstanding = new Outstanding();

  @Test
  void aRangeKeepsWhatWasSaidOfIt() {
    outstanding.add(-5, 10, 1000, 77, 0xbeef);
    int index = outstanding.find(3);
    outstanding.again(index, 2000, 0xcafe);
    outstanding.sack(-5, 5);

    assertThat(outstanding.sequence(index)).isEqualTo(-5);
    assertThat(outstanding.endOf(index)).isEqualTo(5);
    assertThat(outstanding.firstNanos(index)).isEqualTo(1000);
    assertThat(outstanding.lastNanos(index)).isEqualTo(2000);
    assertThat(outstanding.frame(index)).isEqualTo(77);
    assertThat(outstanding.identification(index)).isEqualTo(0xcafe);
    assertThat(outstanding.transmissions(index)).isEqualTo(2);
    assertThat(outstanding.sacked(index)).isTrue();
  }

  @Test
  void whatArrivedIsToldByItsLargestSegment_once() {
    outstanding.add(100, 10, 0, 1, 0);
    outstanding.add(110, 30, 0, 2, 0);
    outstanding.add(140, 20, 0, 3, 0);

    assertThat(outstanding.sack(105, 145)).isEqualTo(30);
    assertThat(outstanding.sacked(outstanding.find(100))).isFalse();
    assertThat(outstanding.sacked(outstanding.find(110))).isTrue();
    assertThat(outstanding.sacked(outstanding.find(140))).isFalse();
    assertThat(outstanding.sack(105, 145)).isZero();
  }

  @Test
  void whatIsNotOutstanding_isNotFound() {
    outstanding.add(100, 10, 0, 1, 0);

    assertThat(outstanding.find(99)).isEqualTo(Outstanding.NONE);
    assertThat(outstanding.find(110)).isEqualTo(Outstanding.NONE);
  }

  @Test
  void aSplitRangeKeepsItsHistoryOnBothSides_whereverItMoves() {
    outstanding.add(100, 10, 1, 1, 1);
    outstanding.add(110, 100, 7, 2, 2);
    outstanding.drop();

    int first = outstanding.split(outstanding.find(110), 40);
    int second = outstanding.find(150);

    assertThat(outstanding.length(first)).isEqualTo(40);
    assertThat(outstanding.length(second)).isEqualTo(60);
    assertThat(outstanding.firstNanos(second)).isEqualTo(7);
    assertThat(outstanding.size()).isEqualTo(2);
  }

  @Test
  void beyondItsLimit_theOldestHalfIsForgotten() {
    for (int i = 0; i < 10_000; i++) {
      outstanding.add(i * 10, 10, i, i, 0);
    }
    assertThat(outstanding.size()).isLessThanOrEqualTo(4096);
    assertThat(outstanding.find(99_995)).isNotEqualTo(Outstanding.NONE);
    assertThat(outstanding.find(5)).isEqualTo(Outstanding.NONE);
  }
}
