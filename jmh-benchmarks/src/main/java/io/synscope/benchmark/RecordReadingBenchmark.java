package io.synscope.benchmark;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.capture.ReadAhead;
import io.synscope.testkit.generate.TrafficPlan;
import io.synscope.testkit.generate.TrafficPlan.Mix;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a packet cost until it lies decoded in a batch, and what does a second thread that
 * reads ahead take off the first one?
 *
 * <p>Last answer: 150 ns a packet on one thread, 203 ns with a second one ahead; 96-byte frames 95
 * and 170 ns: where nobody does anything with the packets, handing them over is all cost (two
 * vCPUs, nothing else running, 2026-11-22; errors up to two thirds of that).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordReadingBenchmark {
  private static final int PACKETS = 200_000;

  /** Whole frames, or the first 96 bytes of each. */
  @Param({"262144", "96"})
  public int snapLength;

  private GeneratedCapture capture;

  /** Writes the capture. */
  @Setup(Level.Trial)
  public void generate() throws IOException {
    capture = GeneratedCapture.of(TrafficPlan.of(PACKETS, Mix.STEADY).cutAt(snapLength));
  }

  /** Removes it. */
  @TearDown
  public void remove() throws IOException {
    capture.close();
  }

  /** One thread. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long read() throws IOException {
    return drain(open());
  }

  /** Two threads. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long readAhead() throws IOException {
    return drain(ReadAhead.of(open()));
  }

  private CaptureSource open() throws IOException {
    return CaptureFiles.open(List.of(capture.file()), CaptureOptions.DEFAULT);
  }

  private static long drain(CaptureSource source) throws IOException {
    PacketBatch batch = new PacketBatch();
    long payload = 0;
    try (source) {
      while (source.fill(batch)) {
        for (int i = 0; i < batch.count(); i++) {
          payload += batch.packet(i).payloadLength();
        }
      }
    }
    return payload;
  }
}
