package io.synscope.cli.render.html;

import io.synscope.cli.render.text.ComparisonWords;
import io.synscope.cli.render.text.Quantity;
import io.synscope.comparison.Comparison;
import io.synscope.comparison.Ports;
import io.synscope.comparison.QuantileDifference;
import io.synscope.comparison.Verdict;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two sides as a page: the verdict in words, then both lines and their difference by phase. */
public final class ComparisonPage {
  private final String a;
  private final String b;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Ports> ports = new LinkedHashMap<>();

  private record Part(Phase phase, Clock clock, Comparison comparison) {
    String name() {
      return LatencySection.phase(phase.name());
    }
  }

  /** A page without a phase yet; {@code a} and {@code b} are what the user called the sides. */
  public ComparisonPage(String a, String b) {
    this.a = a;
    this.b = b;
  }

  /** Adds one phase. */
  public void add(Phase phase, Clock clock, Comparison comparison) {
    parts.add(new Part(phase, clock, comparison));
  }

  /** Adds the medians by source port, where there were enough ports. */
  public void addPorts(Map<String, Ports> bySide) {
    ports.putAll(bySide);
  }

  /** {@return the whole page, by that version of the program} */
  public String render(String version) {
    PageFrame frame = new PageFrame(version);
    Markup page = frame.begin("synscope: " + headline());
    page.open("article", "class", "run");
    page.open("header", "class", "headline " + tone(verdict()));
    page.open("p", "class", "chips")
        .leaf("span", word(verdict()), "class", "chip " + tone(verdict()))
        .close();
    page.leaf("h1", headline());
    page.leaf("p", "A is " + a + ". B is " + b + ".");
    page.close();
    parts.forEach(part -> write(part, page));
    writePorts(page);
    page.close();
    return frame.end();
  }

  /** One difference decides; else all phases must be settled. */
  private Verdict verdict() {
    List<Verdict> all = parts.stream().map(part -> part.comparison().verdict()).toList();
    return all.contains(Verdict.DIFFERENT)
        ? Verdict.DIFFERENT
        : all.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.EQUIVALENT;
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case DIFFERENT -> "warning";
      case EQUIVALENT -> "well";
      case INCONCLUSIVE -> "info";
    };
  }

  private String headline() {
    return switch (verdict()) {
      case EQUIVALENT -> "A and B answer alike: no difference that matters.";
      case INCONCLUSIVE -> "Too few values to say whether A and B differ.";
      case DIFFERENT ->
          "B differs from A: "
              + String.join(
                  "; ",
                  parts.stream()
                      .filter(part -> part.comparison().verdict() == Verdict.DIFFERENT)
                      .map(ComparisonPage::told)
                      .toList())
              + ".";
    };
  }

  /** The middle first, if that differs. */
  private static String told(Part part) {
    QuantileDifference told =
        part.comparison()
            .at(0.5)
            .filter(d -> d.verdict() == Verdict.DIFFERENT)
            .orElseGet(
                () ->
                    part.comparison().differences().stream()
                        .filter(d -> d.verdict() == Verdict.DIFFERENT)
                        .findFirst()
                        .orElseThrow());
    return part.name().toLowerCase(Locale.ROOT)
        + " "
        + ComparisonWords.span(Math.abs(told.nanos()))
        + (told.nanos() > 0 ? " slower" : " faster")
        + " at "
        + told.name();
  }

  /** Of a file's path, what its reader knows it by. */
  private static String lastPart(String side) {
    return side.substring(side.lastIndexOf('/') + 1);
  }

  private void write(Part part, Markup page) {
    Comparison c = part.comparison();
    page.open("section", "class", "card");
    page.leaf("h2", part.name() + " (" + part.clock().word() + " clock): " + word(c.verdict()));
    page.leaf("p", ComparisonWords.sentence(c), "class", "sentence");
    new PercentilePicture(
            List.of(
                PercentileSeries.of("A, " + lastPart(a), c.countA(), c.curveA()),
                PercentileSeries.of("B, " + lastPart(b), c.countB(), c.curveB())))
        .write(part.name(), page);
    page.leaf("h3", "B less A");
    new DifferencePicture(c).write(part.name(), page);
    page.leaf("p", ComparisonWords.parts(c));
    c.modesA().forEach(mode -> page.leaf("p", ComparisonWords.mode("A", mode)));
    c.modesB().forEach(mode -> page.leaf("p", ComparisonWords.mode("B", mode)));
    page.leaf("p", ComparisonWords.basis(c), "class", "faint");
    page.open("details").leaf("summary", "The same as numbers");
    numbers(c).write(page);
    page.close().close();
  }

  private void writePorts(Markup page) {
    if (ports.isEmpty()) {
      return;
    }
    page.open("section", "class", "card");
    page.leaf("h2", LatencySection.phase(Phase.ROUND_TRIP.name()) + " by source port");
    ports.forEach((side, seen) -> page.leaf("p", side + ": " + ComparisonWords.ports(seen)));
    page.close();
  }

  private static Grid numbers(Comparison c) {
    Grid grid =
        new Grid(
            "",
            "Quantiles of A and B; n_eff is how many independent values they are worth",
            "quantile",
            "#A",
            "#B",
            "#B - A",
            "#from",
            "#to",
            "#matters from",
            "#n_eff",
            "verdict");
    for (QuantileDifference d : c.differences()) {
      Grid.Row row = grid.row("").text(d.name());
      cell(ComparisonWords.span(d.aNanos()), d.aNanos(), row);
      cell(ComparisonWords.span(d.bNanos()), d.bNanos(), row);
      cell(ComparisonWords.signed(d.nanos()), d.nanos(), row);
      cell(d.estimable() ? ComparisonWords.signed(d.lowNanos()) : "-", d.lowNanos(), row);
      cell(d.estimable() ? ComparisonWords.signed(d.highNanos()) : "-", d.highNanos(), row);
      cell(ComparisonWords.span(d.materialNanos()), d.materialNanos(), row);
      row.cell(Quantity.count(d.effectiveCount()), d.effectiveCount());
      row.text(d.estimable() ? word(d.verdict()) : "not estimable");
    }
    return grid;
  }

  private static void cell(String words, double value, Grid.Row row) {
    row.cell(words, Math.round(value));
  }
}
