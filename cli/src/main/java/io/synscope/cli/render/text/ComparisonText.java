package io.synscope.cli.render.text;

import io.synscope.comparison.Comparison;
import io.synscope.comparison.Mode;
import io.synscope.comparison.QuantileDifference;
import io.synscope.comparison.Verdict;
import io.synscope.latency.Clock;
import io.synscope.latency.Quantiles;
import io.synscope.observation.Phase;
import java.util.List;
import java.util.Locale;

/** Comparisons of two sides for a person: the verdict in a sentence, then the numbers. */
public final class ComparisonText {
  private static final double SAME_ZONE_NANOS = 300_000;
  private static final double CROSS_ZONE_NANOS = 1_500_000;

  private final Page page;

  /** Begins the page; {@code a} and {@code b} are what the user called the sides. */
  public ComparisonText(TextStyle style, String a, String b) {
    page = new Page(style);
    page.add("A  " + a, Ink.PLAIN).end().add("B  " + b, Ink.PLAIN).end();
  }

  /** Adds one phase. */
  public void add(Phase phase, Clock clock, Comparison c) {
    page.title(c.verdict() + "  " + phase + ", by the " + clock.word() + " clock");
    page.paragraph(2, sentence(c), Ink.PLAIN);
    Table table =
        new Table()
            .left("")
            .right("A", "B", "B - A", "from", "to", "matters from", "n_eff")
            .left("");
    for (QuantileDifference d : c.differences()) {
      table.row(
          d.name(),
          span(d.aNanos()),
          span(d.bNanos()),
          signed(d.nanos()),
          d.estimable() ? signed(d.lowNanos()) : "-",
          d.estimable() ? signed(d.highNanos()) : "-",
          span(d.materialNanos()),
          Quantity.count(d.effectiveCount()),
          d.estimable() ? d.verdict().name().toLowerCase(Locale.ROOT) : "not estimable");
    }
    table.on(page, 2);
    parts(c);
    modes("A", c.modesA());
    modes("B", c.modesB());
    page.paragraph(2, basis(c), Ink.FAINT);
  }

  @Override
  public String toString() {
    return page.toString();
  }

  private static String sentence(Comparison c) {
    List<QuantileDifference> told =
        c.differences().stream().filter(d -> d.verdict() == Verdict.DIFFERENT).toList();
    return switch (c.verdict()) {
      case DIFFERENT ->
          "B "
              + String.join(", ", told.stream().map(ComparisonText::adds).toList())
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

  /** Distance, what always waits, what sometimes waits. */
  private void parts(Comparison c) {
    double floor = c.at(0.01).map(QuantileDifference::nanos).orElse(0.0);
    double median = c.at(0.5).map(QuantileDifference::nanos).orElse(0.0);
    double tail = c.at(0.99).map(QuantileDifference::nanos).orElse(0.0);
    page.paragraph(
        2,
        "Of that "
            + signed(floor)
            + " is floor (distance), "
            + signed(median - floor)
            + " steady (queues and processing), "
            + signed(tail - median)
            + " tail at p99. "
            + hint(c.verdict(), floor, median, tail),
        Ink.PLAIN);
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

  private void modes(String side, List<Mode> modes) {
    for (Mode mode : modes) {
      page.paragraph(
          2,
          String.format(
              Locale.ROOT,
              "%s has %.2f %% of its values near %s: %s.",
              side,
              100 * mode.share(),
              Quantity.span(mode.nanos()),
              mode.meaning()),
          Ink.PLAIN);
    }
  }

  private static String basis(Comparison c) {
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
        + ". Intervals hold together with 95 % (block bootstrap); failures count as infinitely long.";
  }

  private static String signed(double nanos) {
    return (nanos > 0 ? "+" : nanos < 0 ? "-" : "") + span(Math.abs(nanos));
  }

  private static String span(double nanos) {
    return Quantity.span(Double.isInfinite(nanos) ? Quantiles.UNBOUNDED : Math.round(nanos));
  }
}
