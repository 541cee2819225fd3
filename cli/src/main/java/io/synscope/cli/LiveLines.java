package io.synscope.cli;

import io.synscope.cli.option.OutputFormat;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.render.text.Quantity;
import io.synscope.cli.terminal.Terminal;
import io.synscope.observation.Phase;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeListener;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line for each attempt of a probe while it runs: for {@code -v}, and as NDJSON. */
final class LiveLines implements ProbeListener {
  private final Terminal terminal;
  private final boolean wanted;
  private final Optional<Consumer<AttemptLine>> stream;
  private final AtomicReference<@Nullable UncheckedIOException> unheard = new AtomicReference<>();
  private Runnable stop = () -> {};

  LiveLines(Terminal terminal, OutputOptions output) {
    this.terminal = terminal;
    this.wanted = output.verbose() && output.format() == OutputFormat.TEXT;
    this.stream = output.stream(terminal, List.of());
  }

  /** {@return this report without what was already written} */
  Report remaining(Report report) {
    return stream.isPresent() ? report.withoutAttempts() : report;
  }

  /** What to do when nobody reads the lines any more. */
  void whenUnheard(Runnable stop) {
    this.stop = stop;
  }

  /** Tells the caller's thread what went wrong on the probe's. */
  void rethrow() {
    UncheckedIOException failure = unheard.get();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void attempted(AttemptEvent event) {
    if (unheard.get() != null) {
      return;
    }
    try {
      if (wanted) {
        terminal.print(line(event));
      } else if (stream.isPresent() && !event.warmUp()) {
        stream.get().accept(event.line());
      }
    } catch (UncheckedIOException e) {
      unheard.set(e);
      stop.run();
    }
  }

  private static String line(AttemptEvent event) {
    String phases =
        event.phases().entrySet().stream()
            .map(e -> word(e.getKey()) + " " + Quantity.span(e.getValue()))
            .collect(Collectors.joining(", "));
    String what = event.story().word() + (event.reason().isEmpty() ? "" : ": " + event.reason());
    return Quantity.timeOfDay(event.attempt().firstSeen().nanos())
        + "  #"
        + (event.number() + 1)
        + "  "
        + event.sight().target()
        + " ("
        + event.attempt().tuple().server()
        + ")  "
        + what
        + (phases.isEmpty() ? "" : "  " + phases)
        + "\n";
  }

  private static String word(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
