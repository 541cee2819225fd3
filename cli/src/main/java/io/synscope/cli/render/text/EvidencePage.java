package io.synscope.cli.render.text;

import io.synscope.evidence.Ladder;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import java.util.Optional;

/**
 * What follows a report on request: packet ladders, and filters that show the packets elsewhere.
 */
public final class EvidencePage {
  private final Page page;
  private final Report report;
  private final FrameList frames;

  /** An empty page about this report's findings. */
  public EvidencePage(TextStyle style, Report report) {
    this.page = new Page(style);
    this.report = report;
    this.frames = new FrameList(report.input().files());
  }

  /**
   * Draws the packets of the connection that shows a finding best.
   *
   * @param number the finding's, from 1
   * @param ladder empty where no TCP segment shows it
   */
  public void ladder(int number, Optional<Ladder> ladder) {
    Finding finding = report.findings().get(number - 1);
    page.verbatim(0, "", Ink.PLAIN).add("F" + number + "  " + finding.cause().id(), Ink.STRONG);
    if (ladder.isEmpty()) {
      page.end().paragraph(4, "No TCP segment shows it; see the frames it names.", Ink.PLAIN);
      return;
    }
    page.add("  shown by " + Place.words(ladder.get().connection().client()), Ink.FAINT).end();
    new LadderSection(page, frames).write(ladder.get());
  }

  /** Lists, for each finding, what to type into Wireshark's filter line. */
  public void displayFilters() {
    page.verbatim(0, "", Ink.PLAIN).title("Wireshark display filters");
    for (int i = 0; i < report.findings().size(); i++) {
      Finding finding = report.findings().get(i);
      page.add("F" + (i + 1) + "  " + finding.cause().id(), Ink.STRONG).end();
      DisplayFilter.connections(finding).ifPresent(filter -> page.verbatim(4, filter, Ink.COMMAND));
      DisplayFilter.frames(finding)
          .forEach(
              (file, filter) -> {
                page.verbatim(4, filter, Ink.COMMAND);
                frames.name(file).ifPresent(name -> page.paragraph(6, "in " + name, Ink.FAINT));
              });
    }
    if (report.findings().isEmpty()) {
      page.paragraph(4, "Nothing was found, so nothing is to be shown.", Ink.PLAIN);
    }
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
