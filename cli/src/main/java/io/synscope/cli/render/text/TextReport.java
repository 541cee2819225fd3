package io.synscope.cli.render.text;

import io.synscope.finding.Headline;
import io.synscope.report.Report;

/** A report as text: headline, findings, listeners, attempts, exchanges, latency, caveats. */
public final class TextReport {
  private final TextStyle style;
  private final boolean allAttempts;

  /**
   * A renderer.
   *
   * @param allAttempts whether every attempt gets a line, however many there are
   */
  public TextReport(TextStyle style, boolean allAttempts) {
    this.style = style;
    this.allAttempts = allAttempts;
  }

  /** {@return the whole page} */
  public String render(Report report) {
    Page page = new Page(style);
    FrameList frames = new FrameList(report.input().files());
    HeadlineSection.write(report, page);
    FindingSection findings = new FindingSection(page, frames);
    for (int i = 0; i < report.findings().size(); i++) {
      findings.write(i + 1, report.findings().get(i));
    }
    ListenerSection.write(report, page);
    AttemptSection.write(report, allAttempts, frames, page);
    CourseSection.write(report, page);
    report.exchanges().ifPresent(exchanges -> new ExchangeSection(exchanges, frames, page).write());
    LatencySection.write(report, page);
    CheckSection.write(report, page);
    CaveatSection.write(report, page);
    return page.toString();
  }

  /**
   * {@return a heading above one of several reports: what it shows, and the command that makes it}
   */
  public static String heading(String words, String command, TextStyle style) {
    String rule = (style.unicode() ? "\u2500" : "-").repeat(style.width());
    return new Page(style)
        .verbatim(0, rule, Ink.FAINT)
        .add(words, Ink.STRONG)
        .end()
        .verbatim(0, "$ " + command, Ink.COMMAND)
        .gap()
        .toString();
  }

  /**
   * {@return the word that such a page begins with: CRITICAL, WARNING, NOTE, OK, COULD NOT TELL}
   */
  public static String word(Headline headline) {
    return SeverityMark.of(headline).word();
  }
}
