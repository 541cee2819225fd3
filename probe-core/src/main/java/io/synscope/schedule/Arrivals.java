package io.synscope.schedule;

import java.util.List;
import java.util.SplittableRandom;

/**
 * When the k-th attempt is meant to start, in nanoseconds from the start of the run. Never
 * decreasing in k.
 */
public sealed interface Arrivals {
  /** {@return the intended start of attempt {@code k}; asked for k = 0, 1, 2, ... in this order} */
  long startNanos(long k);

  /** {@return attempts per second in the mean; infinite for a burst} */
  double rate();

  /** {@return evenly spaced attempts, one each {@code intervalNanos}} */
  static Arrivals every(long intervalNanos) {
    return new Even(intervalNanos);
  }

  /**
   * {@return attempts whose gaps are exponentially distributed with this mean, the same for the
   * same seed}
   */
  static Arrivals poisson(long meanIntervalNanos, long seed) {
    return new Poisson(meanIntervalNanos, seed);
  }

  /**
   * {@return {@code size} attempts at once, again each {@code intervalNanos}: a deployment that
   * starts everywhere together}
   */
  static Arrivals bursts(int size, long intervalNanos) {
    return new Bursts(size, intervalNanos);
  }

  /**
   * {@return two schedules for two addresses: in each slot each has one attempt, and chance decides
   * who goes first}
   */
  static List<Arrivals> interleaved(long slotNanos, long seed) {
    return List.of(new Turn(slotNanos, seed, true), new Turn(slotNanos, seed, false));
  }

  /** Evenly spaced. */
  record Even(long intervalNanos) implements Arrivals {
    @Override
    public long startNanos(long k) {
      return k * intervalNanos;
    }

    @Override
    public double rate() {
      return 1e9 / intervalNanos;
    }
  }

  /** Many at once. */
  record Bursts(int size, long intervalNanos) implements Arrivals {
    @Override
    public long startNanos(long k) {
      return k / size * intervalNanos;
    }

    @Override
    public double rate() {
      return size * 1e9 / intervalNanos;
    }
  }

  /** One of two that take turns; both draw the same coins. */
  final class Turn implements Arrivals {
    private final long slotNanos;
    private final SplittableRandom random;
    private final boolean heads;
    private long next;
    private long lastNanos;

    private Turn(long slotNanos, long seed, boolean heads) {
      this.slotNanos = slotNanos;
      this.random = new SplittableRandom(seed);
      this.heads = heads;
    }

    @Override
    public long startNanos(long k) {
      for (; next <= k; next++) {
        lastNanos = next * slotNanos + (random.nextBoolean() == heads ? 0 : slotNanos / 2);
      }
      return lastNanos;
    }

    /** {@return infinity: the two must begin together, as a burst does} */
    @Override
    public double rate() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** Independent of each other, as the requests of many clients are. */
  final class Poisson implements Arrivals {
    private final long meanIntervalNanos;
    private final SplittableRandom random;
    private double lastNanos;
    private long next;

    private Poisson(long meanIntervalNanos, long seed) {
      this.meanIntervalNanos = meanIntervalNanos;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public long startNanos(long k) {
      for (; next <= k; next++) {
        lastNanos += next == 0 ? 0 : -Math.log(1 - random.nextDouble()) * meanIntervalNanos;
      }
      return (long) lastNanos;
    }

    @Override
    public double rate() {
      return 1e9 / meanIntervalNanos;
    }
  }
}
