package io.synscope.cli;

import io.synscope.cli.render.text.Quantity;
import io.synscope.cli.render.text.TextReport;
import io.synscope.cli.terminal.Terminal;
import io.synscope.report.Report;

/** A line each time the headline's cause has changed. */
final class Watch {
  private final Terminal terminal;
  private String last = "";

  Watch(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Tells what is new. {@return the exit code as it was given} */
  int tell(Report report, int exit) {
    if (!report.headline().cause().equals(last)) {
      last = report.headline().cause();
      terminal.print(
          Quantity.timeOfDay(report.input().lastNanos())
              + "  "
              + TextReport.word(report.headline())
              + "  "
              + (last.equals("none") ? "" : last + "  ")
              + report.headline().sentence()
              + "\n");
    }
    return exit;
  }
}
