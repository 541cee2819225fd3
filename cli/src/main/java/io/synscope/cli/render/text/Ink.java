package io.synscope.cli.render.text;

/**
 * What a stretch of text is for, and the SGR sequence (ECMA-48 8.3.117) that says so on a terminal.
 */
enum Ink {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("1;32"),
  NOTE("1;34"),
  WARNING("1;33"),
  CRITICAL("1;31"),
  COMMAND("36");

  private final String parameters;

  Ink(String parameters) {
    this.parameters = parameters;
  }

  /** {@return the text, wrapped in this ink's sequence when colour is wanted} */
  String on(String text, TextStyle style) {
    if (!style.colour() || this == PLAIN || text.isBlank()) {
      return text;
    }
    return "\u001b[" + parameters + "m" + text + "\u001b[0m";
  }
}
