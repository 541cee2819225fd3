package io.synscope.export;

import io.synscope.comparison.Slots;
import io.synscope.latency.IntervalSink;
import io.synscope.latency.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** All series of a run or a log in slots of time, for comparing them. */
public final class SlotBook {
  private final Map<Series, Slots> bySeries = new TreeMap<>();
  private final Map<Series, Long> failed = new HashMap<>();
  private final List<Long> starts = new ArrayList<>();

  /** {@return a sink for the intervals of the slot that began then} */
  public IntervalSink slot(long startMillis) {
    starts.add(startMillis);
    return (series, interval, failures) -> {
      Long before = failed.put(series, failures);
      add(series, startMillis, interval, failures - (before == null ? 0 : before));
    };
  }

  /** One interval; those of a series come in the order of time. */
  void add(Series series, long startMillis, AbstractHistogram values, long failures) {
    Slots slots = bySeries.computeIfAbsent(series, any -> new Slots());
    Histogram none = new Histogram(1);
    while (slots.size() < starts.size() - 1) {
      slots.add(starts.get(slots.size()), none, 0); // the series began later than the run
    }
    slots.add(startMillis, values, failures);
  }

  /** {@return what there is, by series} */
  public Map<Series, Slots> bySeries() {
    return bySeries;
  }
}
