package io.synscope.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * The medians of one side by source port: a router that spreads connections over several paths
 * chooses by ports, so that a few slow ports are a bad path and not a bad place.
 *
 * @param count ports with enough values to have a median
 * @param leastNanos least of their medians
 * @param middleNanos the middle one of their medians
 * @param greatestNanos greatest of their medians
 * @param slow those that are slower than the middle one by more than what matters, slowest first
 */
public record Ports(
    int count, long leastNanos, long middleNanos, long greatestNanos, List<Port> slow) {
  /** Values from which on a port has a median. */
  private static final int FEWEST_VALUES = 20;

  /** Ports from which on there is a middle that one of them can differ from. */
  private static final int FEWEST_PORTS = 3;

  /**
   * One source port.
   *
   * @param number its number
   * @param medianNanos median of what was asked from it
   * @param values how much was
   */
  public record Port(int number, long medianNanos, long values) {}

  /** {@return these ports, where {@code matters} says what matters} */
  public static Ports of(Map<Integer, ? extends AbstractHistogram> byPort, Comparer matters) {
    List<Port> ports = new ArrayList<>();
    byPort.forEach(
        (number, values) -> {
          if (values.getTotalCount() >= FEWEST_VALUES) {
            ports.add(new Port(number, values.getValueAtPercentile(50), values.getTotalCount()));
          }
        });
    if (ports.isEmpty()) {
      return new Ports(0, 0, 0, 0, List.of());
    }
    ports.sort(Comparator.comparingLong(Port::medianNanos).reversed());
    long middle = ports.get(ports.size() / 2).medianNanos();
    double slowFrom =
        middle + Math.max((double) matters.materialNanos(), matters.materialShare() * middle);
    return new Ports(
        ports.size(),
        ports.get(ports.size() - 1).medianNanos(),
        middle,
        ports.get(0).medianNanos(),
        ports.stream().filter(port -> port.medianNanos() > slowFrom).toList());
  }

  /** {@return whether there are enough ports for one to stand out} */
  public boolean comparable() {
    return count >= FEWEST_PORTS;
  }
}
