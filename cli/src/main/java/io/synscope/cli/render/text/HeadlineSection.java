package io.synscope.cli.render.text;

import io.synscope.finding.Headline;
import io.synscope.observation.Moment;
import io.synscope.observation.Vantage;
import io.synscope.report.Input;
import io.synscope.report.Report;
import java.util.List;

/** The one sentence, and in faint ink below it what it rests on. */
final class HeadlineSection {
  private HeadlineSection() {}

  static void write(Report report, Page page) {
    Headline headline = report.headline();
    SeverityMark mark = SeverityMark.of(headline);
    String label = mark.glyph() + " " + mark.word() + "  ";
    int column = Page.columns(Legible.of(label, page.style()));
    page.hanging(label, mark.ink(), column, headline.sentence(), Ink.STRONG);
    String sure = mark == SeverityMark.UNKNOWN ? "" : "Confidence " + headline.confidence() + ". ";
    page.paragraph(column, sure + seenFrom(report.vantage()) + looked(report.input()), Ink.FAINT);
  }

  private static String seenFrom(Vantage vantage) {
    return switch (vantage) {
      case CLIENT -> "Seen from the client's host. ";
      case SERVER -> "Seen from the server's host. ";
      case MIDPATH -> "Seen from between client and server. ";
      case SOCKET -> "Seen from this host's sockets. ";
      case UNKNOWN -> "";
    };
  }

  private static String looked(Input input) {
    String what = names(input.files());
    if (input.kind() == Input.Kind.PROBE || input.kind() == Input.Kind.DIAGNOSE) {
      return what + ".";
    }
    String size = Quantity.count(input.packets(), "packet") + ", " + Quantity.bytes(input.bytes());
    if (input.firstNanos() == Moment.NEVER) {
      return what + ": " + size + ".";
    }
    String span = Quantity.span(Math.max(0, input.lastNanos() - input.firstNanos()));
    return what
        + ": "
        + size
        + ", "
        + span
        + " from "
        + Quantity.dateTime(input.firstNanos())
        + " UTC.";
  }

  private static String names(List<String> files) {
    return switch (files.size()) {
      case 0 -> "No input";
      case 1 -> files.get(0).equals("-") ? "standard input" : files.get(0);
      case 2 -> files.get(0) + " and " + files.get(1);
      default -> files.get(0) + " and " + (files.size() - 1) + " more";
    };
  }
}
