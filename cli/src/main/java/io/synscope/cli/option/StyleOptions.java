package io.synscope.cli.option;

import io.synscope.cli.render.text.TextStyle;
import io.synscope.cli.terminal.ColourWish;
import io.synscope.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** How a page looks. */
public final class StyleOptions {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never (default: auto; NO_COLOR is heeded)")
  private ColourWish colour = ColourWish.AUTO;

  @Option(names = "--no-color", hidden = true, description = "--color never")
  private boolean noColour;

  /** {@return the style that this terminal and these options allow} */
  public TextStyle of(Terminal terminal) {
    ColourWish wish = noColour ? ColourWish.NEVER : colour;
    return new TextStyle(
        wish.granted(terminal.outIsTerminal(), terminal.environment()),
        terminal.unicode(),
        terminal.width(TextStyle.COLUMNS));
  }
}
