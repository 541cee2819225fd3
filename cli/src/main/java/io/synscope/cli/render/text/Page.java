package io.synscope.cli.render.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The page being written: lines, wrapped paragraphs with a hanging label, and never two blank lines
 * in succession.
 */
final class Page {
  private final StringBuilder text = new StringBuilder();
  private final TextStyle style;

  Page(TextStyle style) {
    this.style = style;
  }

  TextStyle style() {
    return style;
  }

  /** Separates what follows from what came before. */
  Page gap() {
    int end = text.length();
    if (end > 1 && text.charAt(end - 2) != '\n') {
      text.append('\n');
    }
    return this;
  }

  /** A section's title. */
  Page title(String words) {
    return gap().add(words, Ink.STRONG).end();
  }

  /** Appends to the current line, cleaned and inked. */
  Page add(String words, Ink ink) {
    text.append(ink.on(Legible.of(words, style), style));
    return this;
  }

  /** Ends the current line. */
  Page end() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append('\n');
    return this;
  }

  /** A paragraph without a label. */
  Page paragraph(int indent, String words, Ink ink) {
    return hanging("", Ink.PLAIN, indent, words, ink);
  }

  /**
   * A paragraph whose first line begins with a label; all its lines begin at the same column.
   *
   * @param label stands left of the first line; may be empty
   * @param column where the paragraph's lines begin
   */
  Page hanging(String label, Ink labelInk, int column, String words, Ink ink) {
    String first = label;
    for (String line : wrap(Legible.of(words, style), style.width() - column)) {
      add(first, labelInk)
          .add(" ".repeat(Math.max(0, column - first.length())), Ink.PLAIN)
          .add(line, ink)
          .end();
      first = "";
    }
    return this;
  }

  /** Something to copy: never wrapped, because a broken command line cannot be pasted. */
  Page verbatim(int indent, String line, Ink ink) {
    return add(" ".repeat(indent), Ink.PLAIN).add(line, ink).end();
  }

  /**
   * {@return the words in lines of at most {@code width}; a longer word stands alone on its line}
   */
  static List<String> wrap(String words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.strip().split(" +")) {
      if (line.length() > 0 && columns(line) + 1 + columns(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** {@return how many columns the text takes} */
  static int columns(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
