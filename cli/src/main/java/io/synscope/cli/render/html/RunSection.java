package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.finding.Headline;
import io.synscope.report.Input;
import io.synscope.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One run: headline, pictures of the whole, findings, tables, and what to know before trusting it.
 */
final class RunSection {
  private final Exhibit run;
  private final Report report;
  private final String prefix;
  private final boolean oneOfSeveral;

  RunSection(Exhibit run, int number, boolean oneOfSeveral) {
    this.run = run;
    this.report = run.report();
    this.prefix = oneOfSeveral ? "r" + number + "-" : "";
    this.oneOfSeveral = oneOfSeveral;
  }

  void write(Markup page) {
    page.open("article", "class", "run", "id", prefix + "run");
    headline(page);
    new TimelinePicture(report, prefix).write(page);
    for (int i = 0; i < report.findings().size(); i++) {
      new FindingSection(report, report.findings().get(i), i + 1, prefix)
          .write(run.ladder(i), page);
    }
    StallPicture.rest(report, page);
    HeatSection.write(report, page);
    LatencySection.write(report, page);
    ListenerTable.write(report, page);
    new AttemptTable(report, prefix).write(page);
    CommandTable.write(report, prefix, page);
    CaveatSection.write(report, page);
    page.close();
  }

  private void headline(Markup page) {
    Headline headline = report.headline();
    String severity = headline.severity().name().toLowerCase(Locale.ROOT);
    boolean well = headline.cause().equals("none");
    page.open("header", "class", "headline " + (well ? "well" : severity));
    if (oneOfSeveral) {
      page.leaf("p", run.title(), "class", "run-title");
    }
    page.open("p", "class", "chips")
        .leaf("span", well ? "all well" : severity, "class", "chip " + (well ? "well" : severity));
    if (!well) {
      page.leaf("span", headline.cause().replace('_', ' '), "class", "chip plain");
    }
    page.leaf(
            "span",
            "confidence: " + headline.confidence().name().toLowerCase(Locale.ROOT),
            "class",
            "chip plain")
        .close();
    page.leaf(oneOfSeveral ? "h2" : "h1", headline.sentence());
    page.leaf("p", input() + " " + VantageWords.of(report.vantage()), "class", "faint");
    page.close();
  }

  private String input() {
    Input input = report.input();
    StringBuilder words = new StringBuilder(String.join(", ", names(input)));
    if (input.packets() > 0) {
      words
          .append(": ")
          .append(Quantity.count(input.packets(), "packet"))
          .append(", ")
          .append(Quantity.bytes(input.bytes()))
          .append(", ")
          .append(Quantity.span(input.lastNanos() - input.firstNanos()))
          .append(" from ")
          .append(Quantity.timeOfDay(input.firstNanos()))
          .append(" UTC");
    }
    return words.append('.').toString();
  }

  /** Only the last part of a path says something to those who do not have the file. */
  private static List<String> names(Input input) {
    List<String> shown =
        input.files().stream()
            .limit(4)
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .toList();
    int more = input.files().size() - shown.size();
    return more == 0 ? shown : Stream.concat(shown.stream(), Stream.of(more + " more")).toList();
  }
}
