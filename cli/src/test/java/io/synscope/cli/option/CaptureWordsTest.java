package io.synscope.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CaptureWordsTest {
  @Test
  void rotatedFilesComeInTheOrderOfTheirNumbers() {
    assertThat(
            Stream.of("ring.pcap10", "ring.pcap2", "ring.pcap", "ring.pcap1")
                .sorted(Comparator.comparing(CaptureWords::numbersPadded)))
        .containsExactly("ring.pcap", "ring.pcap1", "ring.pcap2", "ring.pcap10");
  }
}
