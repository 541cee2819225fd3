package io.synscope.benchmark;

import io.synscope.testkit.generate.TrafficGenerator;
import io.synscope.testkit.generate.TrafficPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated capture in a temporary file, in memory where the system has such a place. */
final class GeneratedCapture implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path file;

  private GeneratedCapture(Path file) {
    this.file = file;
  }

  static GeneratedCapture of(TrafficPlan plan) throws IOException {
    Path folder =
        Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY
            : Path.of(System.getProperty("java.io.tmpdir"));
    Path file = Files.createTempFile(folder, "generated-", ".pcap");
    try (OutputStream stream = Files.newOutputStream(file)) {
      TrafficGenerator.write(plan, stream);
    }
    return new GeneratedCapture(file);
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
