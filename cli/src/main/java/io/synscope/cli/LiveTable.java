package io.synscope.cli;

import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.terminal.Terminal;
import io.synscope.run.Probe;
import io.synscope.run.ProbeResult;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells on the talk stream how a probe goes: a table that is redrawn for a person who watches it, a
 * line now and then for a log.
 */
final class LiveTable {
  private static final long BETWEEN_TABLES_MILLIS = 500;
  private static final long BETWEEN_LINES_MILLIS = 10_000;

  private final Supplier<ProbeResult> probe;
  private final Terminal terminal;
  private final LiveView view;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "live table");
            thread.setDaemon(true);
            return thread;
          });
  private int drawn;

  LiveTable(Supplier<ProbeResult> probe, Terminal terminal) {
    this.probe = probe;
    this.terminal = terminal;
    this.view = new LiveView(terminal.unicode());
  }

  /** {@return what tells of this probe from now on, where it is wanted} */
  static LiveTable over(Probe probe, Terminal terminal, OutputOptions output) {
    LiveTable table = new LiveTable(probe::soFar, terminal);
    if (output.verbose()) {
      return table; // each attempt has a line of its own
    }
    if (output.progress(terminal)) {
      table.every(BETWEEN_TABLES_MILLIS, table::redraw);
    } else if (output.progressLines(terminal)) {
      table.every(BETWEEN_LINES_MILLIS, table::tell);
    }
    return table;
  }

  private void every(long millis, Runnable work) {
    var unused = clock.scheduleAtFixedRate(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  synchronized void redraw() {
    List<String> lines = view.table(probe.get());
    erase();
    lines.forEach(terminal.talk()::println);
    drawn = lines.size();
  }

  synchronized void tell() {
    terminal.talk().println(view.line(probe.get()));
  }

  private void erase() {
    if (drawn > 0) {
      terminal.talk().print("\u001b[" + drawn + "A\u001b[J");
      terminal.talk().flush();
      drawn = 0;
    }
  }

  /** Takes the table away; lines stay. */
  void close() {
    clock.shutdownNow();
    synchronized (this) {
      erase();
    }
  }
}
