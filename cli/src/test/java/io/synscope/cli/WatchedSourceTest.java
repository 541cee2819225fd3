package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.PacketBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WatchedSourceTest {
  @Test
  void readToItsEnd_nothingWasCutShort() throws IOException {
    try (WatchedSource source = open()) {
      PacketBatch batch = new PacketBatch();
      assertThat(source.fill(batch)).isTrue();
      assertThat(source.fill(batch)).isFalse();
      assertThat(source.cutShort()).isEmpty();
    }
  }

  @Test
  void stopped_endsAtTheNextBatchAndSaysSo() throws IOException {
    try (WatchedSource source = open()) {
      source.stop();
      assertThat(source.fill(new PacketBatch())).isFalse();
      assertThat(source.cutShort())
          .hasValueSatisfying(words -> assertThat(words).contains("interrupted after"));
    }
  }

  private static WatchedSource open() throws IOException {
    ByteArrayInputStream capture = new ByteArrayInputStream(CaptureBytes.refusal());
    return new WatchedSource(CaptureFiles.open(capture, CaptureOptions.DEFAULT), Optional.empty());
  }
}
