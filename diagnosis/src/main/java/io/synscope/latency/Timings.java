package io.synscope.latency;

import io.synscope.report.LatencyLine;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The values of one series and the failures beside them.
 *
 * <p>One thread records and is never blocked; any one other thread may fold the newest interval into the total.
 */
final class Timings {
  /** Three digits: a quantile is off by at most 0.1 %. */
  static final int DIGITS = 3;

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS, true);
  private final PackedHistogram total = new PackedHistogram(DIGITS);
  private final PackedHistogram undrained = new PackedHistogram(DIGITS);
  private Histogram interval = recorder.getIntervalHistogram();
  private volatile long failures;

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

  LatencyLine line(Series series) {
    AbstractHistogram all = total();
    long lost = failures;
    boolean none = all.getTotalCount() == 0;
    return new LatencyLine(
        series.phase().name(), series.target(), series.clock().word(), all.getTotalCount(), lost,
        none ? 0 : all.getMinValue(), quantile(all, lost, 0.5), quantile(all, lost, 0.9), quantile(all, lost, 0.99),
        quantile(all, lost, 0.999), all.getMaxValue());
  }

  /** Failures stand behind the greatest value (right-censored observations), they are not left out. */
  static long quantile(AbstractHistogram values, long failures, double quantile) {
    long rank = Math.max(1, (long) Math.ceil(quantile * (values.getTotalCount() + failures)));
    if (values.getTotalCount() + failures == 0) {
      return 0;
    }
    return rank > values.getTotalCount()
        ? LatencyLine.UNBOUNDED
        : Math.min(values.getMaxValue(), values.getValueAtPercentile(100.0 * rank / values.getTotalCount()));
  }
}
