package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.Checkout;
import io.synscope.testkit.need.RequiresFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Captures that crashed other tools, or were made to: each gives packets, or one line. */
@RequiresFolder(MalformedCorpusTest.CORPUS)
final class MalformedCorpusTest {
  static final String CORPUS = "../shared/corpus/malformed";

  @Test
  void allAreReadWithoutHarm() throws IOException {
    PacketBatch batch = new PacketBatch();
    int files = 0;
    int refused = 0;
    try (Stream<Path> paths = Files.list(Checkout.resolve(CORPUS))) {
      for (Path path : paths.sorted().toList()) {
        files++;
        refused += read(path, batch) ? 0 : 1;
      }
    }
    assertThat(files).isGreaterThan(300);
    assertThat(refused).isLessThan(files / 10);
    assertThat(batch.window().capacity()).isLessThan(1 << 20);
  }

  private static boolean read(Path path, PacketBatch batch) throws IOException {
    try (CaptureSource source = CaptureFiles.open(List.of(path), CaptureOptions.DEFAULT)) {
      long packets = 0;
      while (source.fill(batch)) {
        packets += batch.count();
      }
      assertThat(source.quality().packets()).as(path.toString()).isEqualTo(packets);
      return true;
    } catch (CaptureFormatException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
      return false;
    }
  }
}
