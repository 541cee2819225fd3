package io.synscope.cli;

import io.synscope.cli.render.json.JsonLines;
import io.synscope.cli.render.json.JsonReport;
import io.synscope.cli.render.text.TextReport;
import io.synscope.cli.render.text.TextStyle;
import io.synscope.cli.terminal.Terminal;
import io.synscope.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Mixin;
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

  @Mixin private StyleOptions style = new StyleOptions();

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

  /** {@return how pages look} */
  TextStyle style(Terminal terminal) {
    return style.of(terminal);
  }

  /** {@return whether progress may be drawn: only for a person, and only when allowed} */
  boolean progress(Terminal terminal) {
    return terminal.talkIsTerminal() && !quiet && !noProgress;
  }

  /** Writes the report and says what the process shall return. */
  int conclude(Report report, Terminal terminal) {
    try {
      switch (format()) {
        case TEXT -> terminal.print(new TextReport(style.of(terminal), verbose).render(report));
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
