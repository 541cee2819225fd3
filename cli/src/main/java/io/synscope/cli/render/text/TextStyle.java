package io.synscope.cli.render.text;

/**
 * How a page is drawn; nothing in it changes what is said.
 *
 * @param colour whether SGR escape sequences are written
 * @param unicode whether the reader's locale can show more than ASCII
 * @param width columns
 */
public record TextStyle(boolean colour, boolean unicode, int width) {
  /** The width that reports are made for. */
  public static final int COLUMNS = 100;

  /** Unicode without colour: what a pipe in a UTF-8 locale gets. */
  public static final TextStyle PLAIN = new TextStyle(false, true, COLUMNS);

  /** Seven bits without colour: what the C locale gets. */
  public static final TextStyle ASCII = new TextStyle(false, false, COLUMNS);
}
