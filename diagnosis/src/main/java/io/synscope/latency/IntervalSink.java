package io.synscope.latency;

import org.HdrHistogram.Histogram;

/** Takes what one interval added to one series. */
@FunctionalInterface
public interface IntervalSink {
  /**
   * One series' newest interval.
   *
   * @param series what it holds
   * @param interval the values; valid during this call only
   * @param failures failures since the run began
   */
  void accept(Series series, Histogram interval, long failures);
}
