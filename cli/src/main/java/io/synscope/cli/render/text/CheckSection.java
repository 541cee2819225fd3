package io.synscope.cli.render.text;

import io.synscope.report.Report;

/** What was looked at and what it showed, for reports of more than packets. */
final class CheckSection {
  private CheckSection() {}

  static void write(Report report, Page page) {
    if (!report.checks().isEmpty()) {
      page.title("What was looked at");
      report.checks().forEach(line -> page.hanging("  - ", Ink.FAINT, 4, line, Ink.PLAIN));
    }
  }
}
