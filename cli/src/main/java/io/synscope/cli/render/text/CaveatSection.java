package io.synscope.cli.render.text;

import io.synscope.finding.Unchecked;
import io.synscope.report.Input;
import io.synscope.report.Report;

/**
 * What a reader must know before trusting the rest: damage, quality, vantage, and what was not
 * looked at.
 */
final class CaveatSection {
  private CaveatSection() {}

  static void write(Report report, Page page) {
    if (!report.caveats().isEmpty() || !report.input().warnings().isEmpty()) {
      page.title("Before you trust this");
      report.input().warnings().forEach(w -> bullet(page, w, Ink.WARNING));
      report.caveats().forEach(c -> bullet(page, c, Ink.PLAIN));
    }
    if (!report.input().quality().isEmpty()) {
      page.title("Capture quality");
      for (Input.QualityLine line : report.input().quality()) {
        bullet(page, Quantity.count(line.value()) + " " + line.words(), Ink.PLAIN);
      }
    }
    if (!report.vantageReasons().isEmpty()) {
      page.title("Vantage: " + report.vantage());
      report.vantageReasons().forEach(reason -> bullet(page, reason, Ink.FAINT));
    }
    if (!report.notChecked().isEmpty()) {
      page.title("Not checked");
      for (Unchecked unchecked : report.notChecked()) {
        String how = unchecked.how().isEmpty() ? "" : "; to check it: " + unchecked.how();
        bullet(page, unchecked.what() + ": " + unchecked.why() + how, Ink.FAINT);
      }
    }
  }

  private static void bullet(Page page, String words, Ink ink) {
    page.hanging("  - ", Ink.FAINT, 4, words, ink);
  }
}
