package io.synscope.cli.render.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes well-formed markup, readable as HTML and as XML. Every text and every attribute value is
 * escaped here and nowhere else; what no XML may hold becomes a middle dot.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes as name, value, name, value. */
  Markup open(String element, Object... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** An element without content. */
  Markup empty(String element, Object... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds this text. */
  Markup leaf(String element, String text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Closes the element that was opened last. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    if (open.size() < 5) {
      out.append('\n');
    }
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** What we wrote ourselves: the style sheet and the script. */
  Markup verbatim(String own) {
    out.append(own);
    return this;
  }

  private void tag(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(words(attributes[i + 1]));
      out.append('"');
    }
  }

  /** A coordinate needs no more than a tenth of a pixel. */
  private static String words(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.1f", number).replace(".0", "")
        : value.toString();
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append(' ');
                default -> out.appendCodePoint(legible(c) ? c : '\u00b7');
              }
            });
  }

  /** Captured bytes are quoted: no control characters, no overrides of the writing direction. */
  private static boolean legible(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
