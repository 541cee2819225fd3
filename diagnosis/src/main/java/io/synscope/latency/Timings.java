package io.synscope.latency;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The values of one series and the failures beside them.
 *
 * <p>One thread records and is never blocked; any one other thread may fold the newest interval
 * into the total.
 */
final class Timings {
  /** Three digits: a quantile is off by at most 0.1 %. */
  static final int DIGITS = 3;

  private final SingleWriterRecorder recorder;
  private final PackedHistogram total = new PackedHistogram(DIGITS);
  private final PackedHistogram undrained = new PackedHistogram(DIGITS);
  private Histogram interval;
  private volatile long failures;

  /** {@code compact} records five times slower, into a twentieth of the memory. */
  Timings(boolean compact) {
    recorder = new SingleWriterRecorder(DIGITS, compact);
    interval = recorder.getIntervalHistogram();
  }

  void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the recording thread writes
  void fail() {
    failures = failures + 1;
  }

  long failures() {
    return failures;
  }

  /** Hands {@code sink} what was recorded since the last call. */
  synchronized void drain(Series series, IntervalSink sink) {
    fold();
    sink.accept(series, undrained, failures);
    undrained.reset();
  }

  synchronized AbstractHistogram total() {
    fold();
    return total.copy();
  }

  private void fold() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    undrained.add(interval);
  }

  Quantiles quantiles(Series series) {
    return Quantiles.of(series, total(), failures);
  }
}
