package io.synscope.cli.render.text;

import io.synscope.comparison.Comparison;
import io.synscope.comparison.Ports;
import io.synscope.comparison.QuantileDifference;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.util.Locale;
import java.util.Map;

/** Comparisons of two sides for a person: the verdict in a sentence, then the numbers. */
public final class ComparisonText {
  private final Page page;

  /** Begins the page; {@code a} and {@code b} are what the user called the sides. */
  public ComparisonText(TextStyle style, String a, String b) {
    page = new Page(style);
    page.add("A  " + a, Ink.PLAIN).end().add("B  " + b, Ink.PLAIN).end();
  }

  /** Adds one phase. */
  public void add(Phase phase, Clock clock, Comparison c) {
    page.title(c.verdict() + "  " + phase + ", by the " + clock.word() + " clock");
    page.paragraph(2, ComparisonWords.sentence(c), Ink.PLAIN);
    Table table =
        new Table()
            .left("")
            .right("A", "B", "B - A", "from", "to", "matters from", "n_eff")
            .left("");
    for (QuantileDifference d : c.differences()) {
      table.row(
          d.name(),
          ComparisonWords.span(d.aNanos()),
          ComparisonWords.span(d.bNanos()),
          ComparisonWords.signed(d.nanos()),
          d.estimable() ? ComparisonWords.signed(d.lowNanos()) : "-",
          d.estimable() ? ComparisonWords.signed(d.highNanos()) : "-",
          ComparisonWords.span(d.materialNanos()),
          Quantity.count(d.effectiveCount()),
          d.estimable() ? d.verdict().name().toLowerCase(Locale.ROOT) : "not estimable");
    }
    table.on(page, 2);
    page.paragraph(2, ComparisonWords.parts(c), Ink.PLAIN);
    c.modesA().forEach(mode -> page.paragraph(2, ComparisonWords.mode("A", mode), Ink.PLAIN));
    c.modesB().forEach(mode -> page.paragraph(2, ComparisonWords.mode("B", mode), Ink.PLAIN));
    page.paragraph(2, ComparisonWords.basis(c), Ink.FAINT);
  }

  /** Adds the medians by source port, where there were enough ports. */
  public void addPorts(Map<String, Ports> bySide) {
    if (!bySide.isEmpty()) {
      page.title("Source ports, ROUND_TRIP");
    }
    bySide.forEach(
        (side, ports) -> page.paragraph(2, side + ": " + ComparisonWords.ports(ports), Ink.PLAIN));
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
