package io.synscope.cli.render.text;

import io.synscope.finding.Headline;
import io.synscope.finding.Severity;

/** Severity by glyph, word and colour: never by colour alone. */
enum SeverityMark {
  CRITICAL("\u2716", "CRITICAL", Ink.CRITICAL),
  WARNING("\u25b2", "WARNING", Ink.WARNING),
  NOTE("\u25cf", "NOTE", Ink.NOTE),
  FINE("\u2714", "OK", Ink.GOOD),
  UNKNOWN("?", "COULD NOT TELL", Ink.WARNING);

  private final String glyph;
  private final String word;
  private final Ink ink;

  SeverityMark(String glyph, String word, Ink ink) {
    this.glyph = glyph;
    this.word = word;
    this.ink = ink;
  }

  static SeverityMark of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> CRITICAL;
      case WARNING -> WARNING;
      case INFO -> NOTE;
    };
  }

  static SeverityMark of(Headline headline) {
    return switch (headline.cause()) {
      case "none" -> headline.severity() == Severity.INFO ? FINE : of(headline.severity());
      case "no_traffic" -> UNKNOWN;
      default -> of(headline.severity());
    };
  }

  String glyph() {
    return glyph;
  }

  String word() {
    return word;
  }

  Ink ink() {
    return ink;
  }
}
