package io.synscope.comparison;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * One series in slots of time.
 *
 * <p>Slots are what a bootstrap draws: values that were measured together stay together, so that
 * bursts and drift are not mistaken for independent evidence. Failures are infinitely long values.
 */
public final class Slots {
  /** A value that never came. */
  static final long INFINITE = Long.MAX_VALUE;

  private final List<Slot> slots = new ArrayList<>();

  /** One slot: values in ascending order, how often each, and when it began. */
  record Slot(long startMillis, List<Bar> bars) {
    long count() {
      return bars.stream().mapToLong(Bar::count).sum();
    }
  }

  /** So many equal values. */
  record Bar(long nanos, long count) {}

  /**
   * Adds the next slot.
   *
   * @param startMillis when it began, epoch
   * @param values what was measured in it, nanoseconds
   * @param failures what was never answered in it
   */
  public void add(long startMillis, AbstractHistogram values, long failures) {
    List<Bar> bars = new ArrayList<>();
    for (HistogramIterationValue value : values.recordedValues()) {
      bars.add(new Bar(value.getValueIteratedTo(), value.getCountAtValueIteratedTo()));
    }
    if (failures > 0) {
      bars.add(new Bar(INFINITE, failures));
    }
    slots.add(new Slot(startMillis, List.copyOf(bars)));
  }

  /** {@return how many slots there are} */
  public int size() {
    return slots.size();
  }

  /** {@return how many values there are, failures among them} */
  public long count() {
    return slots.stream().mapToLong(Slot::count).sum();
  }

  Slot slot(int i) {
    return slots.get(i);
  }

  /** {@return whether slot i of both began at about the same time, for all i} */
  boolean pairedWith(Slots other) {
    if (size() != other.size() || size() < 2) {
      return false;
    }
    long width = (slot(size() - 1).startMillis - slot(0).startMillis) / (size() - 1);
    for (int i = 0; i < size(); i++) {
      if (Math.abs(slot(i).startMillis - other.slot(i).startMillis) > width / 2) {
        return false;
      }
    }
    return true;
  }
}
