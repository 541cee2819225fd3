package io.synscope.cli.render.text;

import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Remedy;
import io.synscope.observation.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One finding: what, how sure, what shows it, what it is not, what to do and how to see that it
 * helped.
 */
final class FindingSection {
  private static final int LABEL = 4;
  private static final int COLUMN = 15;
  private static final int CLIENTS_SHOWN = 6;

  private final Page page;
  private final FrameList frames;

  FindingSection(Page page, FrameList frames) {
    this.page = page;
    this.frames = frames;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the first, not one like the first
  void write(int number, Finding finding) {
    SeverityMark mark = SeverityMark.of(finding.severity());
    page.gap();
    page.add(String.format(Locale.ROOT, "%-4s", "F" + number), Ink.STRONG);
    page.add(mark.glyph() + " " + finding.severity().name().toLowerCase(Locale.ROOT), mark.ink());
    page.add("  " + finding.cause().id(), Ink.STRONG).add("  " + facts(finding), Ink.FAINT).end();
    page.paragraph(LABEL, finding.sentence(), Ink.PLAIN);
    finding.evidence().forEach(e -> evidence(e, e == finding.evidence().get(0)));
    finding
        .ruledOut()
        .forEach(
            r -> item("ruled out", r == finding.ruledOut().get(0), r.cause() + ": " + r.because()));
    if (!finding.alternatives().isEmpty()) {
      item(
          "could be",
          true,
          String.join(", ", finding.alternatives()) + ": the same packets from here");
    }
    if (!finding.symptomOf().isEmpty()) {
      item("symptom of", true, finding.symptomOf());
    }
    if (finding.clients().stream().anyMatch(Place::known)) {
      item("clients", true, clients(finding));
    }
    for (int i = 0; i < finding.remedies().size(); i++) {
      remedy(i, finding.remedies().get(i));
    }
    finding.nextTests().forEach(t -> item("settle by", t.equals(finding.nextTests().get(0)), t));
  }

  private static String facts(Finding finding) {
    String times = finding.count() == 1 ? "once" : Quantity.count(finding.count()) + " times";
    String when = "";
    if (finding.first().seen()) {
      String first = Quantity.timeOfDay(finding.first().nanos());
      String last = Quantity.timeOfDay(finding.last().nanos());
      when = ", " + first + (last.equals(first) || !finding.last().seen() ? "" : " to " + last);
    }
    return finding.confidence() + ", " + times + when;
  }

  private void evidence(Evidence evidence, boolean first) {
    String where = frames.words(evidence.frames());
    String cite = evidence.cite().isEmpty() ? "" : " [" + evidence.cite() + "]";
    item("evidence", first, evidence.what() + (where.isEmpty() ? "" : " (" + where + ")") + cite);
  }

  private void remedy(int index, Remedy remedy) {
    String number = (index + 1) + ". ";
    page.hanging(
        label("do", index == 0) + number,
        Ink.FAINT,
        COLUMN + number.length(),
        remedy.action(),
        Ink.PLAIN);
    if (!remedy.command().isEmpty()) {
      page.verbatim(COLUMN + number.length(), remedy.command(), Ink.COMMAND);
    }
    if (!remedy.verify().isEmpty()) {
      page.paragraph(COLUMN + number.length(), "Check: " + remedy.verify(), Ink.FAINT);
    }
  }

  private void item(String label, boolean first, String words) {
    page.hanging(label(label, first), Ink.FAINT, COLUMN, words, Ink.PLAIN);
  }

  private static String label(String label, boolean first) {
    String text = " ".repeat(LABEL) + (first ? label : "");
    return text + " ".repeat(COLUMN - text.length());
  }

  private static String clients(Finding finding) {
    Map<String, Long> ports =
        finding.clients().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.address().toString(), LinkedHashMap::new, Collectors.counting()));
    List<String> shown =
        ports.entrySet().stream()
            .limit(CLIENTS_SHOWN)
            .map(
                e ->
                    e.getValue() == 1
                        ? only(finding, e.getKey())
                        : e.getKey() + " (" + e.getValue() + " ports)")
            .toList();
    int more = finding.clientCount() - finding.clients().size();
    int hidden = ports.size() - shown.size();
    return String.join(", ", shown)
        + (hidden > 0
            ? " and " + Quantity.count(hidden) + (hidden == 1 ? " address" : " addresses") + " more"
            : "")
        + (more > 0 ? "; " + Quantity.count(finding.clientCount()) + " in all" : "");
  }

  private static String only(Finding finding, String address) {
    return finding.clients().stream()
        .filter(e -> e.address().toString().equals(address))
        .map(Endpoint::toString)
        .findFirst()
        .orElse(address);
  }
}
