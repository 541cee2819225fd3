package io.synscope.latency;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The values of one series and the failures beside them.
 *
 * <p>One thread records; any one other thread may fold the newest interval into the total.
 */
public final class Timings {
  /** Three digits: a quantile is off by at most 0.1 %. */
  static final int DIGITS = 3;

  private final @Nullable SingleWriterRecorder recorder;
  private final ValueCounts total = new ValueCounts();
  private final ValueCounts undrained = new ValueCounts();
  private @Nullable Histogram interval;
  private volatile long failures;

  /**
   * Nothing yet.
   *
   * @param compact whether the recording thread may have to wait for a reader, for a twentieth of
   *     the memory; otherwise it never waits
   */
  Timings(boolean compact) {
    recorder = compact ? null : new SingleWriterRecorder(DIGITS);
  }

  /** One value. */
  public void record(long nanos) {
    if (recorder != null) {
      recorder.recordValue(Math.max(0, nanos));
    } else {
      recordCompact(Math.max(0, nanos));
    }
  }

  private synchronized void recordCompact(long nanos) {
    total.add(nanos, 1);
    undrained.add(nanos, 1);
  }

  /** One attempt that has no value. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the recording thread writes
  public void fail() {
    failures = failures + 1;
  }

  long failures() {
    return failures;
  }

  /** Hands {@code sink} what was recorded since the last call. */
  synchronized void drain(Series series, IntervalSink sink) {
    fold();
    sink.accept(series, undrained.histogram(), failures);
    undrained.clear();
  }

  synchronized Histogram total() {
    fold();
    return total.histogram();
  }

  private void fold() {
    if (recorder != null) {
      interval = recorder.getIntervalHistogram(interval);
      for (HistogramIterationValue value : interval.recordedValues()) {
        long nanos = value.getValueIteratedTo();
        total.add(nanos, value.getCountAddedInThisIterationStep());
        undrained.add(nanos, value.getCountAddedInThisIterationStep());
      }
    }
  }

  Quantiles quantiles(Series series) {
    return Quantiles.of(series, total(), failures);
  }
}
