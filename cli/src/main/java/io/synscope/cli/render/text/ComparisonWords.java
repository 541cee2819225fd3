package io.synscope.cli.render.text;

import io.synscope.comparison.Comparison;
import io.synscope.comparison.Mode;
import io.synscope.comparison.Ports;
import io.synscope.comparison.QuantileDifference;
import io.synscope.comparison.Verdict;
import io.synscope.latency.Quantiles;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a comparison says, in sentences, whatever they are printed on. */
public final class ComparisonWords {
  private static final double SAME_ZONE_NANOS = 300_000;
  private static final double CROSS_ZONE_NANOS = 1_500_000;
  private static final int NAMED_PORTS = 5;

  private ComparisonWords() {}

  /** {@return the verdict and the differences that make it} */
  public static String sentence(Comparison c) {
    List<QuantileDifference> told =
        c.differences().stream().filter(d -> d.verdict() == Verdict.DIFFERENT).toList();
    return switch (c.verdict()) {
      case DIFFERENT ->
          "B "
              + String.join(", ", told.stream().map(ComparisonWords::adds).toList())
              + "; the effect is "
              + c.effect()
              + ".";
      case EQUIVALENT -> "p50, p90 and p99 differ by less than what matters.";
      case INCONCLUSIVE ->
          "Neither a difference that matters nor its absence is shown. About "
              + Quantity.count(needed(c))
              + " values of each side would settle it, were things to stay as they are.";
    };
  }

  private static String adds(QuantileDifference d) {
    return (d.nanos() < 0 ? "saves " : "adds ")
        + span(Math.abs(d.nanos()))
        + " at "
        + d.name()
        + " ("
        + signed(d.lowNanos())
        + " to "
        + signed(d.highNanos())
        + ")";
  }

  private static long needed(Comparison c) {
    return c.differences().stream()
        .filter(d -> d.share() >= 0.5 && d.share() <= 0.99)
        .mapToLong(QuantileDifference::neededCount)
        .max()
        .orElse(0);
  }

  /** {@return distance, what always waits, what sometimes waits} */
  public static String parts(Comparison c) {
    double floor = c.at(0.01).map(QuantileDifference::nanos).orElse(0.0);
    double median = c.at(0.5).map(QuantileDifference::nanos).orElse(0.0);
    double tail = c.at(0.99).map(QuantileDifference::nanos).orElse(0.0);
    if (Double.isInfinite(median)) {
      return (median > 0 ? "B" : "A")
          + (Double.isInfinite(floor)
              ? " failed at all of them"
              : " failed at half of them or more")
          + ": this is no matter of time; synscope probe says why.";
    }
    return "Of that "
        + signed(floor)
        + " is floor (distance), "
        + signed(median - floor)
        + " steady (queues and processing), "
        + signed(tail - median)
        + " tail at p99. "
        + hint(c.verdict(), floor, median, tail);
  }

  private static String hint(Verdict verdict, double floor, double median, double tail) {
    if (verdict != Verdict.DIFFERENT) {
      return "";
    }
    if (Math.abs(floor) >= Math.abs(median - floor) && Math.abs(floor) >= Math.abs(tail - median)) {
      double size = Math.abs(floor);
      return size > SAME_ZONE_NANOS && size <= CROSS_ZONE_NANOS
          ? "A floor of this size is usual between zones of one region (0.5 to 1.5 ms)."
          : "Mostly floor: distance, not congestion.";
    }
    return Math.abs(tail - median) > Math.abs(median)
        ? "Mostly tail: not an effect of distance."
        : "Mostly steady: a busier path or server, not distance.";
  }

  /** {@return the heap of that side, A or B} */
  public static String mode(String side, Mode mode) {
    return String.format(
        Locale.ROOT,
        "%s has %.2f %% of its values near %s: %s.",
        side,
        100 * mode.share(),
        Quantity.span(mode.nanos()),
        mode.meaning());
  }

  /** {@return what it rests on} */
  public static String basis(Comparison c) {
    return Quantity.count(c.countA(), "value")
        + " of A, "
        + Quantity.count(c.countB())
        + " of B, in "
        + Quantity.count(c.slots(), "slot")
        + (c.paired()
            ? " that both share; "
            : "; A and B were NOT measured together: what drifted between them looks like a difference; ")
        + "Cliff's delta "
        + String.format(Locale.ROOT, "%.2f", c.cliffsDelta())
        + ", shift of the slots' medians "
        + signed(c.shiftNanos())
        + ", Kolmogorov-Smirnov D "
        + String.format(Locale.ROOT, "%.2f (p %.2g)", c.shape().distance(), c.shape().chance())
        + ". Intervals hold together with 95 % (block bootstrap); failures count as infinitely long.";
  }

  /** {@return whether some source ports are slower than the others} */
  public static String ports(Ports ports) {
    String all =
        ports.count()
            + " source ports with medians from "
            + span((double) ports.leastNanos())
            + " to "
            + span((double) ports.greatestNanos());
    if (ports.slow().isEmpty()) {
      return all + ": none of their paths stands out.";
    }
    String slowest =
        ports.slow().stream()
            .limit(NAMED_PORTS)
            .map(port -> port.number() + " (" + span((double) port.medianNanos()) + ")")
            .collect(Collectors.joining(", "));
    return all
        + "; "
        + ports.slow().size()
        + " slower than the middle one ("
        + span((double) ports.middleNanos())
        + "): "
        + slowest
        + (ports.slow().size() > NAMED_PORTS ? ", ..." : "")
        + ". A minority of slow ports is one bad path among several, not a far place.";
  }

  /** {@return a difference with its sign} */
  public static String signed(double nanos) {
    return (nanos > 0 ? "+" : nanos < 0 ? "-" : "") + span(Math.abs(nanos));
  }

  /** {@return a span; endless where it falls among failures} */
  public static String span(double nanos) {
    return Quantity.span(Double.isInfinite(nanos) ? Quantiles.UNBOUNDED : Math.round(nanos));
  }
}
