package io.synscope.latency;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.HdrHistogram.AbstractHistogram;

/**
 * All histograms of a run, one for each series.
 *
 * <p>One thread records; others may read at any time.
 */
public final class Latencies {
  private final Map<Series, Timings> bySeries = new ConcurrentSkipListMap<>();
  private final boolean compact;

  /** Histograms for a few series, which record fast. */
  public Latencies() {
    this(false);
  }

  /**
   * Histograms for few or for many series.
   *
   * @param compact whether there will be thousands of them, so that memory matters more than time
   */
  public Latencies(boolean compact) {
    this.compact = compact;
  }

  /** One value. */
  public void record(Series series, long nanos) {
    timings(series).record(nanos);
  }

  /** One attempt that has no value, because it failed in this phase. */
  public void fail(Series series) {
    timings(series).fail();
  }

  /** Hands out what was recorded since the last call. One reader at a time. */
  public void drain(IntervalSink sink) {
    bySeries.forEach((series, timings) -> timings.drain(series, sink));
  }

  /** {@return percentiles of everything so far, by target, phase and clock} */
  public List<Quantiles> quantiles() {
    return bySeries.entrySet().stream()
        .map(entry -> entry.getValue().quantiles(entry.getKey()))
        .toList();
  }

  /** {@return all series that hold anything, with a copy of their values} */
  public Map<Series, AbstractHistogram> totals() {
    Map<Series, AbstractHistogram> copies = new ConcurrentSkipListMap<>();
    bySeries.forEach((series, timings) -> copies.put(series, timings.total()));
    return copies;
  }

  /** {@return where that series is recorded, for those who record it often} */
  public Timings timings(Series series) {
    return bySeries.computeIfAbsent(series, any -> new Timings(compact));
  }
}
