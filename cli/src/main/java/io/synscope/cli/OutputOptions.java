package io.synscope.cli;

import io.synscope.cli.render.json.JsonLines;
import io.synscope.cli.render.json.JsonReport;
import io.synscope.cli.render.text.TextReport;
import io.synscope.cli.render.text.TextStyle;
import io.synscope.cli.terminal.ColourWish;
import io.synscope.cli.terminal.Terminal;
import io.synscope.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** The options of every command that ends in a report, and the writing of that report. */
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or ndjson (default: text)")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(names = "--json", hidden = true, description = "--format json")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "a line for every attempt")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "no progress, no notes; errors only")
  private boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never (default: auto; NO_COLOR is heeded)")
  private ColourWish colour = ColourWish.AUTO;

  @Option(names = "--no-color", hidden = true, description = "--color never")
  private boolean noColour;

  @Option(names = "--no-progress", description = "never draw progress")
  private boolean noProgress;

  @Option(names = "--exit-zero", description = "exit 0 whatever was found")
  private boolean exitZero;

  OutputFormat format() {
    return json ? OutputFormat.JSON : format;
  }

  boolean verbose() {
    return verbose;
  }

  boolean quiet() {
    return quiet;
  }

  /** {@return whether progress may be drawn: only for a person, and only when allowed} */
  boolean progress(Terminal terminal) {
    return terminal.talkIsTerminal() && !quiet && !noProgress;
  }

  TextStyle style(Terminal terminal) {
    ColourWish wish = noColour ? ColourWish.NEVER : colour;
    return new TextStyle(
        wish.granted(terminal.outIsTerminal(), terminal.environment()),
        terminal.unicode(),
        terminal.width(TextStyle.COLUMNS));
  }

  /** Writes the report and says what the process shall return. */
  int conclude(Report report, Terminal terminal) {
    try {
      switch (format()) {
        case TEXT -> terminal.print(new TextReport(style(terminal), verbose).render(report));
        case JSON -> new JsonReport(Version.number()).write(report, terminal.out());
        case NDJSON -> {
          try (JsonLines lines = new JsonLines(terminal.out(), Version.number())) {
            lines.write(report);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exitZero ? ExitCode.OK.number() : ExitCode.of(report).number();
  }
}
