package io.synscope.cli.render.html;

import io.synscope.cli.render.text.FrameList;
import io.synscope.cli.render.text.Quantity;
import io.synscope.evidence.Ladder;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Remedy;
import io.synscope.finding.Severity;
import io.synscope.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One finding: the sentence, where on the path, the packets, then evidence and what to do. */
final class FindingSection {
  private final Report report;
  private final Finding finding;
  private final int number;
  private final String prefix;

  FindingSection(Report report, Finding finding, int number, String prefix) {
    this.report = report;
    this.finding = finding;
    this.number = number;
    this.prefix = prefix;
  }

  void write(Optional<Ladder> ladder, Markup page) {
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    page.open("section", "class", "card finding " + severity, "id", prefix + "F" + number);
    page.open("p", "class", "chips")
        .leaf("span", "F" + number, "class", "chip number")
        .leaf("span", severity, "class", "chip " + severity)
        .leaf("span", finding.confidence().name().toLowerCase(Locale.ROOT), "class", "chip plain")
        .leaf("span", times(), "class", "faint")
        .close();
    page.leaf(
        "h2", finding.cause().title().isEmpty() ? finding.cause().id() : finding.cause().title());
    page.leaf("p", finding.sentence(), "class", "sentence");
    new PathPicture(report, finding, ladder).write(page);
    QueuePicture.of(finding, report, page);
    StallPicture.of(finding, report, page);
    ladder.ifPresent(
        packets -> new LadderPicture(packets, finding, number, report.vantage()).write(page));
    evidence(page);
    remedies(page);
    page.close();
  }

  private String times() {
    String words = finding.count() == 1 ? "once" : Quantity.count(finding.count()) + " times";
    if (!finding.first().seen()) {
      return words;
    }
    String first = Quantity.timeOfDay(finding.first().nanos());
    String last = Quantity.timeOfDay(finding.last().nanos());
    return first.equals(last) ? words + ", " + first : words + ", " + first + " to " + last;
  }

  private void evidence(Markup page) {
    page.open("details").leaf("summary", "What shows it, and what it is not");
    page.open("ul");
    for (Evidence evidence : finding.evidence()) {
      page.open("li").text(evidence.what() + frames(evidence.frames()));
      page.leaf("span", " " + evidence.cite(), "class", "faint").close();
    }
    page.close();
    if (!finding.ruledOut().isEmpty()) {
      page.leaf("h3", "Ruled out").open("ul");
      finding.ruledOut().forEach(out -> page.leaf("li", words(out.cause()) + ": " + out.because()));
      page.close();
    }
    if (!finding.alternatives().isEmpty()) {
      page.leaf(
          "p",
          "Cannot be told apart from here: "
              + finding.alternatives().stream()
                  .map(FindingSection::words)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (finding.clientCount() > 0) {
      page.leaf("p", clients(), "class", "faint");
    }
    page.close();
  }

  private String clients() {
    String shown =
        finding.clients().stream().limit(8).map(Object::toString).collect(Collectors.joining(", "));
    int more = finding.clientCount() - Math.min(8, finding.clients().size());
    return Quantity.count(finding.clientCount(), "client")
        + ": "
        + shown
        + (more > 0 ? " and " + Quantity.count(more) + " more." : ".");
  }

  private void remedies(Markup page) {
    if (finding.remedies().isEmpty() && finding.nextTests().isEmpty()) {
      return;
    }
    if (finding.severity() == Severity.INFO) {
      page.open("details");
    } else {
      page.open("details", "open", "open");
    }
    page.leaf("summary", "What to do").open("ol");
    for (Remedy remedy : finding.remedies()) {
      page.open("li").text(remedy.action());
      if (!remedy.command().isEmpty()) {
        page.leaf("pre", remedy.command(), "tabindex", "0");
      }
      if (!remedy.verify().isEmpty()) {
        page.leaf("div", "Check: " + remedy.verify(), "class", "faint");
      }
      page.close();
    }
    page.close();
    if (!finding.nextTests().isEmpty()) {
      page.leaf("h3", "What would settle it").open("ul");
      finding.nextTests().forEach(test -> page.leaf("li", test));
      page.close();
    }
    page.close();
  }

  static String words(String cause) {
    return cause.replace('_', ' ');
  }

  private String frames(List<Long> frames) {
    return frames.isEmpty() ? "" : " (" + new FrameList(report.input().files()).words(frames) + ")";
  }
}
