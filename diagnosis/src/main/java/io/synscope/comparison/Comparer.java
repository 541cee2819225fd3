package io.synscope.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Compares two series slot by slot; the same input gives the same words.
 *
 * <p>Intervals come from a block bootstrap: slots are drawn with replacement, in runs at least
 * twice as long as the series resembles itself, the same slots for both sides where both were
 * measured together (what drifts, drifts for both). All quantiles together are wrong in at most 5 %
 * of comparisons: each interval has its share of that (Bonferroni).
 *
 * @param materialNanos a smaller difference does not matter
 * @param materialShare nor does one below this share of A's quantile
 * @param draws how often slots are drawn
 */
public record Comparer(long materialNanos, double materialShare, int draws) {
  /** 50 microseconds or a tenth, whichever is more; a thousand draws. */
  public static final Comparer USUAL = new Comparer(50_000, 0.1, 1000);

  private static final double[] SHARES = {0.01, 0.5, 0.9, 0.99, 0.999};

  /** Corners of the curves; SHARES are among them. */
  private static final double[] CURVE = {
    0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999
  };

  /** Fewest independent values for which an interval of that quantile is worth printing. */
  private static final long[] FEWEST = {368, 20, 100, 368, 10_000};

  private static final double MEDIAN = 0.5;
  private static final int FEWEST_SLOTS = 10;
  private static final int MOST_MEDIANS = 400;
  private static final double ERROR = 0.05;
  private static final long SEED = 6379;

  /** {@return what the two series have to say about each other} */
  public Comparison compare(Slots a, Slots b) {
    Grid grid = new Grid(a, b);
    Grid.Side sideA = grid.side(a);
    Grid.Side sideB = grid.side(b);
    long[] sumA = grid.total(sideA);
    long[] sumB = grid.total(sideB);
    boolean paired = a.pairedWith(b);
    List<QuantileDifference> differences = new ArrayList<>();
    List<QuantileBand> curveA = List.of();
    List<QuantileBand> curveB = List.of();
    long worth = 0;
    if (a.count() > 0 && b.count() > 0) {
      Dependence dependence = new Dependence(grid, sideA, sideB, paired);
      worth = dependence.worth(MEDIAN);
      Draws drawn = draw(grid, sideA, sideB, paired, dependence.run());
      double[] atA = grid.quantiles(sumA, CURVE);
      double[] atB = grid.quantiles(sumB, CURVE);
      for (int i = 0; i < SHARES.length; i++) {
        long count = Math.min(a.count(), b.count());
        long here = dependence.worth(SHARES[i]);
        int k = Arrays.binarySearch(CURVE, SHARES[i]);
        differences.add(
            difference(i, atA[k], atB[k], drawn.differences(k), here, count, slots(a, b)));
      }
      curveA = QuantileBand.curve(CURVE, atA, drawn.a(), a.count());
      curveB = QuantileBand.curve(CURVE, atB, drawn.b(), b.count());
    }
    return new Comparison(
        a.count(),
        b.count(),
        slots(a, b),
        paired,
        List.copyOf(differences),
        curveA,
        curveB,
        cliffsDelta(sumA, sumB),
        shift(grid, sideA, sideB),
        Shape.of(sumA, sumB, (double) worth),
        Mode.in(grid, sumA),
        Mode.in(grid, sumB),
        verdict(differences));
  }

  private static int slots(Slots a, Slots b) {
    return Math.min(a.size(), b.size());
  }

  private QuantileDifference difference(
      int i, double a, double b, double[] drawn, long worth, long count, int slots) {
    double half = ERROR / SHARES.length / 2;
    double low = ranked(drawn, half);
    double high = ranked(drawn, 1 - half);
    double material =
        Math.max((double) materialNanos, Double.isInfinite(a) ? 0 : materialShare * a);
    boolean estimable = worth >= FEWEST[i] && slots >= FEWEST_SLOTS;
    Verdict verdict =
        !estimable
            ? Verdict.INCONCLUSIVE
            : low > material || high < -material
                ? Verdict.DIFFERENT
                : low > -material && high < material ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
    return new QuantileDifference(
        SHARES[i],
        a,
        b,
        less(b, a),
        low,
        high,
        material,
        worth,
        estimable,
        verdict,
        verdict == Verdict.INCONCLUSIVE ? needed(i, low, high, material, worth, count) : 0);
  }

  /** An interval shrinks with the root of the number of values. */
  private static long needed(
      int i, double low, double high, double material, long worth, long count) {
    double width = (high - low) / 2 / material;
    double byWidth = Double.isFinite(width) ? count * Math.max(1, width * width) : count;
    double byWorth = (double) count * FEWEST[i] / Math.max(1, worth);
    return (long) Math.ceil(Math.max(byWidth, byWorth));
  }

  /** Quantiles that did not matter for a person are p1 and p99.9: they need not be settled. */
  private static Verdict verdict(List<QuantileDifference> differences) {
    if (differences.stream().anyMatch(d -> d.verdict() == Verdict.DIFFERENT)) {
      return Verdict.DIFFERENT;
    }
    boolean settled =
        !differences.isEmpty()
            && differences.stream()
                .filter(d -> d.share() >= 0.5 && d.share() <= 0.99)
                .allMatch(d -> d.verdict() == Verdict.EQUIVALENT);
    return settled ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
  }

  /** For each corner of the curve, its value in each draw. */
  private record Draws(double[][] a, double[][] b) {
    /** {@return the differences at that corner, ascending} */
    double[] differences(int corner) {
      double[] differences = new double[a[corner].length];
      for (int d = 0; d < differences.length; d++) {
        differences[d] = less(b[corner][d], a[corner][d]);
      }
      Arrays.sort(differences);
      return differences;
    }
  }

  private Draws draw(Grid grid, Grid.Side a, Grid.Side b, boolean paired, int run) {
    SplittableRandom random = new SplittableRandom(SEED);
    Draws drawn = new Draws(new double[CURVE.length][draws], new double[CURVE.length][draws]);
    long[] sumA = new long[grid.width()];
    long[] sumB = new long[grid.width()];
    for (int d = 0; d < draws; d++) {
      Arrays.fill(sumA, 0);
      Arrays.fill(sumB, 0);
      int[] slotsA = slots(a.slots(), run, random);
      int[] slotsB = paired ? slotsA : slots(b.slots(), run, random);
      for (int slot : slotsA) {
        Grid.add(a, slot, sumA);
      }
      for (int slot : slotsB) {
        Grid.add(b, slot, sumB);
      }
      double[] atA = grid.quantiles(sumA, CURVE);
      double[] atB = grid.quantiles(sumB, CURVE);
      for (int i = 0; i < CURVE.length; i++) {
        drawn.a()[i][d] = atA[i];
        drawn.b()[i][d] = atB[i];
      }
    }
    return drawn;
  }

  /** Runs of consecutive slots, the last one followed by the first. */
  private static int[] slots(int count, int run, SplittableRandom random) {
    int[] slots = new int[count];
    int start = 0;
    for (int i = 0; i < count; i++) {
      start = i % run == 0 ? random.nextInt(count) : start + 1;
      slots[i] = start % count;
    }
    return slots;
  }

  private static double cliffsDelta(long[] a, long[] b) {
    double allA = LongStream.of(a).sum();
    double allB = LongStream.of(b).sum();
    double below = 0;
    double wins = 0;
    for (int i = 0; i < a.length; i++) {
      wins += b[i] * (below + a[i] / 2.0);
      below += a[i];
    }
    return allA == 0 || allB == 0 ? 0 : 2 * wins / (allA * allB) - 1;
  }

  /** Median of all averages of two slots' differences of medians. */
  private static double shift(Grid grid, Grid.Side a, Grid.Side b) {
    int n = Math.min(MOST_MEDIANS, Math.min(a.slots(), b.slots()));
    double[] medians = new double[n];
    for (int i = 0; i < n; i++) {
      medians[i] = less(median(grid, b, i), median(grid, a, i));
    }
    double[] walsh = new double[n * (n + 1) / 2];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        walsh[k++] = (medians[i] + medians[j]) / 2;
      }
    }
    Arrays.sort(walsh);
    return walsh.length == 0 ? 0 : walsh[walsh.length / 2];
  }

  private static double median(Grid grid, Grid.Side side, int slot) {
    int[] places = side.places()[slot];
    long left = (side.count(slot) + 1) / 2;
    for (int i = 0; i < places.length; i++) {
      left -= side.counts()[slot][i];
      if (left <= 0) {
        long value = grid.value(places[i]);
        return value == Slots.INFINITE ? Double.POSITIVE_INFINITY : value;
      }
    }
    return 0;
  }

  /** Infinite less infinite is no difference. */
  private static double less(double b, double a) {
    return a == b ? 0 : b - a;
  }

  static double ranked(double[] ascending, double share) {
    return ascending[
        (int) Math.min(ascending.length - 1L, Math.round(share * (ascending.length - 1)))];
  }
}
