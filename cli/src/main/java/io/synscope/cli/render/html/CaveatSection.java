package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before trusting the page, and what nobody looked at. */
final class CaveatSection {
  private CaveatSection() {}

  static void write(Report report, Markup page) {
    List<String> lines = new ArrayList<>(report.caveats());
    lines.addAll(report.input().warnings());
    report
        .input()
        .quality()
        .forEach(line -> lines.add(Quantity.count(line.value()) + " " + line.words()));
    report
        .notChecked()
        .forEach(
            line ->
                lines.add("Not checked: " + line.what() + ": " + line.why() + ". " + line.how()));
    page.open("section", "class", "card").leaf("h2", "Before you trust this");
    page.open("ul");
    lines.forEach(line -> page.leaf("li", line));
    page.open("li").text(VantageWords.of(report.vantage()));
    if (!report.vantageReasons().isEmpty()) {
      page.text(" " + String.join("; ", report.vantageReasons()) + ".");
    }
    page.close().close().close();
  }
}
