package io.synscope.cli;

import io.synscope.export.IntervalLog;
import io.synscope.latency.Clock;
import io.synscope.latency.Latencies;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** An interval log of one target's connects, fifty in each second. */
final class SampleLog {
  private static final long START = 1_700_000_000_000L;

  private SampleLog() {}

  /** {@return the log's file, as long as wanted, with values that lie this much higher} */
  static String write(Path folder, String name, int seconds, long shiftNanos) throws IOException {
    Path file = folder.resolve(name + ".hlog");
    Random random = new Random(name.hashCode());
    Latencies latencies = new Latencies();
    Series series = new Series(Phase.CONNECT, name + ":6379", Clock.KERNEL);
    try (IntervalLog log = IntervalLog.create(file, START)) {
      for (int i = 0; i < seconds; i++) {
        for (int k = 0; k < 50; k++) {
          latencies.record(series, 200_000 + random.nextInt(30_000) + shiftNanos);
        }
        latencies.drain(log.interval(START + i * 1000L, START + (i + 1) * 1000L));
      }
    }
    return file.toString();
  }
}
