package io.synscope.cli.render.text;

/**
 * Text made safe and fit for a terminal.
 *
 * <p>Sentences quote captured bytes (error replies, greetings), and captured bytes are hostile:
 * control characters, also the C1 set, and bidirectional overrides never reach the terminal. Where
 * the locale is not UTF-8, our own signs fall back to ASCII.
 */
final class Legible {
  private Legible() {}

  /**
   * {@return the text without anything that could steer a terminal, in ASCII where the style asks
   * for it}
   */
  static String of(String text, TextStyle style) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(clean, c, style.unicode()));
    return clean.toString();
  }

  private static void append(StringBuilder clean, int c, boolean unicode) {
    if (c >= 0x20 && c < 0x7f) {
      clean.append((char) c);
    } else if (steers(c)) {
      clean.append(unicode ? "\u00b7" : ".");
    } else if (unicode) {
      clean.appendCodePoint(c);
    } else {
      clean.append(ascii(c));
    }
  }

  private static boolean steers(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED;
  }

  private static String ascii(int c) {
    return switch (c) {
      case '\u00b5', '\u03bc' -> "u";
      case '\u00b7', '\u2022', '\u25cf' -> "*";
      case '\u2013', '\u2014', '\u2500', '\u2501', '\u2011' -> "-";
      case '\u2018', '\u2019' -> "'";
      case '\u201c', '\u201d' -> "\"";
      case '\u2192', '\u203a' -> ">";
      case '\u2190', '\u2039' -> "<";
      case '\u221e' -> "inf";
      case '\u2264' -> "<=";
      case '\u2265' -> ">=";
      case '\u00d7' -> "x";
      case '\u00b1' -> "+-";
      case '\u2026' -> "...";
      case '\u2716' -> "x";
      case '\u25b2' -> "!";
      case '\u2714' -> "+";
      case '\u2524' -> "|";
      case '\u00a0', '\u202f' -> " ";
      default -> "?";
    };
  }
}
