package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.synscope.testkit.capture.CaptureWriter;
import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.capture.PcapWriter.Variant;
import io.synscope.testkit.capture.PcapngWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the steady state no packet costs an object, and the buffers do not grow with the file. */
final class AllocationTest {
  private static final int PACKETS = 200_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @Test
  void pcapIsReadWithoutAllocation() throws IOException {
    Path file = folder.resolve("t.pcap");
    try (CaptureWriter writer =
        new PcapWriter(out(file), Samples.LITTLE, Variant.MICROSECONDS, 1, 65_535)) {
      Samples.frames(writer, PACKETS);
    }
    assertThat(bytesPerPacket(file)).isLessThanOrEqualTo(1);
  }

  @Test
  void pcapngIsReadWithoutAllocation() throws IOException {
    Path file = folder.resolve("t.pcapng");
    try (PcapngWriter writer = new PcapngWriter(out(file), Samples.BIG)) {
      writer.device(1, 96);
      Samples.frames(writer, PACKETS);
    }
    assertThat(bytesPerPacket(file)).isLessThanOrEqualTo(1);
  }

  /**
   * Counts from the tenth batch on; what is allocated before does not depend on the file's length.
   */
  private double bytesPerPacket(Path file) throws IOException {
    PacketBatch batch = new PacketBatch();
    try (CaptureSource source = CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT)) {
      for (int i = 0; i < 10; i++) {
        assertThat(source.fill(batch)).isTrue();
      }
      long before = allocated();
      long packets = 0;
      while (source.fill(batch)) {
        packets += batch.count();
      }
      double perPacket = (allocated() - before) / (double) packets;
      assertThat(packets).isGreaterThan(PACKETS / 2);
      assertThat(batch.window().capacity()).isEqualTo(PacketBatch.DEFAULT_BYTES);
      return perPacket;
    }
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static OutputStream out(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
