package io.synscope.comparison;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The slots of both sides on one axis of values, so that slots can be added up as arrays. */
final class Grid {
  private final long[] axis;

  /** One side: for each slot, places on the axis and counts. */
  record Side(int[][] places, long[][] counts) {
    int slots() {
      return places.length;
    }

    long count(int slot) {
      return LongStream.of(counts[slot]).sum();
    }
  }

  Grid(Slots a, Slots b) {
    axis = LongStream.concat(values(a), values(b)).sorted().distinct().toArray();
  }

  private static LongStream values(Slots slots) {
    return IntStream.range(0, slots.size())
        .boxed()
        .flatMapToLong(i -> slots.slot(i).bars().stream().mapToLong(Slots.Bar::nanos));
  }

  Side side(Slots slots) {
    int[][] places = new int[slots.size()][];
    long[][] counts = new long[slots.size()][];
    for (int i = 0; i < slots.size(); i++) {
      places[i] =
          slots.slot(i).bars().stream()
              .mapToInt(bar -> Arrays.binarySearch(axis, bar.nanos()))
              .toArray();
      counts[i] = slots.slot(i).bars().stream().mapToLong(Slots.Bar::count).toArray();
    }
    return new Side(places, counts);
  }

  int width() {
    return axis.length;
  }

  long value(int place) {
    return axis[place];
  }

  /** Adds one slot to a sum. */
  static void add(Side side, int slot, long[] sum) {
    int[] places = side.places()[slot];
    long[] counts = side.counts()[slot];
    for (int i = 0; i < places.length; i++) {
      sum[places[i]] += counts[i];
    }
  }

  long[] total(Side side) {
    long[] sum = new long[width()];
    for (int i = 0; i < side.slots(); i++) {
      add(side, i, sum);
    }
    return sum;
  }

  /** {@return the least values that these shares, in ascending order, do not exceed} */
  double[] quantiles(long[] sum, double[] shares) {
    double all = LongStream.of(sum).sum();
    double[] found = new double[shares.length];
    long below = 0;
    int place = 0;
    for (int i = 0; i < shares.length; i++) {
      long rank = Math.max(1, (long) Math.ceil(shares[i] * all));
      while (place < sum.length - 1 && below + sum[place] < rank) {
        below += sum[place++];
      }
      found[i] = nanos(place);
    }
    return found;
  }

  private double nanos(int place) {
    long value = place < axis.length ? axis[place] : 0;
    return value == Slots.INFINITE ? Double.POSITIVE_INFINITY : value;
  }
}
