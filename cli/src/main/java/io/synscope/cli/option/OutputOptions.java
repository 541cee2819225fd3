package io.synscope.cli.option;

import io.synscope.cli.render.json.JsonLines;
import io.synscope.cli.render.json.JsonReport;
import io.synscope.cli.render.json.SavedReport;
import io.synscope.cli.render.text.TextReport;
import io.synscope.cli.render.text.TextStyle;
import io.synscope.cli.terminal.Progress;
import io.synscope.cli.terminal.Terminal;
import io.synscope.finding.Finding;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that ends in a report, and the writing of that report. */
public final class OutputOptions {
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

  private @Nullable JsonLines lines;

  /** {@return in which form the report is written} */
  public OutputFormat format() {
    return json ? OutputFormat.JSON : format;
  }

  /** {@return whether every attempt is told} */
  public boolean verbose() {
    return verbose;
  }

  /** {@return whether findings leave the exit code at 0} */
  public boolean exitsZero() {
    return exitZero;
  }

  /** {@return whether talk is left out} */
  public boolean quiet() {
    return quiet;
  }

  /** {@return how pages look} */
  public TextStyle style(Terminal terminal) {
    return style.of(terminal);
  }

  /** {@return whether progress may be drawn: only for a person, and only when allowed} */
  public boolean progress(Terminal terminal) {
    return terminal.talkIsTerminal() && !quiet && !noProgress;
  }

  /** {@return how far reading is, told where it may be} */
  public Optional<Progress> progressOfReading(Terminal terminal) {
    return progress(terminal)
        ? Optional.of(new Progress(terminal.talk(), System::nanoTime))
        : Optional.empty();
  }

  /** {@return whether a line now and then may tell how long work goes: where nothing is drawn} */
  public boolean progressLines(Terminal terminal) {
    return !terminal.talkIsTerminal() && !quiet && !noProgress;
  }

  /**
   * {@return who writes attempts as they come, which the report will only count; nobody where the
   * form is one object}
   *
   * @param files the capture's
   */
  public Optional<Consumer<AttemptLine>> stream(Terminal terminal, List<String> files) {
    if (format() != OutputFormat.NDJSON) {
      return Optional.empty();
    }
    return Optional.of(
        attempt -> {
          try {
            lines(terminal).write(attempt, files);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Writes a finding of a live capture as it begins or ends, where the form is a line each. */
  public void tellLive(
      Terminal terminal, Finding finding, String state, long nanos, Optional<String> evidence)
      throws IOException {
    if (format() == OutputFormat.NDJSON) {
      lines(terminal).write(finding, state, nanos, evidence.orElse(""));
    }
  }

  /** One writer for everything, so that no line is torn. */
  private synchronized JsonLines lines(Terminal terminal) throws IOException {
    if (lines == null) {
      lines = new JsonLines(terminal.out(), Version.number());
    }
    return lines;
  }

  /** Writes the report and says what the process shall return. */
  public int conclude(Report report, Terminal terminal) {
    return conclude(new SavedReport(report, List.of()), terminal);
  }

  /** Writes the report, with packets that show its findings where the form has room for them. */
  public int conclude(SavedReport saved, Terminal terminal) {
    Report report = saved.report();
    try {
      switch (format()) {
        case TEXT -> terminal.print(new TextReport(style.of(terminal), verbose).render(report));
        case JSON -> new JsonReport(Version.number()).write(saved, terminal.out());
        case NDJSON -> {
          try (JsonLines all = lines(terminal)) {
            all.write(report);
          }
          lines = null;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exitZero ? ExitCode.OK.number() : ExitCode.of(report).number();
  }
}
