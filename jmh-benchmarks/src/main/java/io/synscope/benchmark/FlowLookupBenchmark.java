package io.synscope.benchmark;

import io.synscope.flow.Flow;
import io.synscope.flow.FlowKey;
import io.synscope.flow.FlowTable;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does finding a packet's connection cost when the table does not fit the cache, and what does
 * touching the slots of a whole batch first gain?
 *
 * <p>Last answer: 42, 91 and 277 ns for a thousand, a hundred thousand and 1.8 million connections;
 * touching first makes it 46, 149 and 204 ns, so it gains only where the table is far larger than
 * the caches (two vCPUs, nothing else running, 2026-11-22; errors up to the value itself).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FlowLookupBenchmark {
  private static final int BATCH = 512;
  private static final long V4 = 0x0000_FFFF_0000_0000L;
  private static final long SERVER = V4 | 0x0A02_0002L;

  /** Connections in the table. */
  @Param({"1000", "100000", "1800000"})
  public int flows;

  private final FlowTable<Entry> table = new FlowTable<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private final int[] wanted = new int[BATCH];
  private final long[] hashes = new long[BATCH];

  /** A connection of which only the key matters. */
  private static final class Entry extends Flow {
    Entry(FlowKey key) {
      super(key);
    }
  }

  private static FlowKey key(int number) {
    return new FlowKey(0, client(number), port(number), 0, SERVER, 6_379);
  }

  private static long client(int number) {
    return V4 | 0x0A01_0000L + number % 250;
  }

  private static int port(int number) {
    return 32_768 + number / 250;
  }

  /** Fills the table. */
  @Setup
  public void fill() {
    for (int i = 0; i < flows; i++) {
      table.put(new Entry(key(i)));
    }
  }

  private void choose() {
    for (int i = 0; i < BATCH; i++) {
      wanted[i] = random.nextInt(flows);
      hashes[i] = key(wanted[i]).hash();
    }
  }

  /** One after the other. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void find(Blackhole hole) {
    choose();
    for (int i = 0; i < BATCH; i++) {
      hole.consume(find(i));
    }
  }

  /** The slots of the whole batch first. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void touchThenFind(Blackhole hole) {
    choose();
    long touched = 0;
    for (int i = 0; i < BATCH; i++) {
      touched += table.touch(hashes[i]);
    }
    hole.consume(touched);
    for (int i = 0; i < BATCH; i++) {
      hole.consume(find(i));
    }
  }

  private @Nullable Entry find(int i) {
    int number = wanted[i];
    return table.find(new FlowKey(0, client(number), port(number), 0, SERVER, 6_379));
  }
}
