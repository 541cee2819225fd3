package io.synscope.cli;

import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.cli.demo.BundledCapture;
import io.synscope.cli.demo.DemoServer;
import io.synscope.cli.option.ExitCode;
import io.synscope.cli.option.StyleOptions;
import io.synscope.cli.render.text.TextReport;
import io.synscope.cli.terminal.Terminal;
import io.synscope.report.Report;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.run.ProbeReport;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows probe and analyze at work on this host alone. */
@Command(
    name = "demo",
    header = {
      "Shows what synscope does, here and now: needs no Redis, no root, no libpcap; takes a few seconds.",
      "",
      "  synscope demo",
      "",
      "1. A small server on loopback is probed.  2. A port on which nothing listens is probed.",
      "3. A bundled capture with a refusal, a silent drop and healthy connections is analysed.",
      "The reports are real: the same code writes them as for probe and analyze.",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope demo [OPTION...]", ""},
    footer = {"", "Exit: 0 when all three reports could be made."})
final class DemoCommand implements Callable<Integer> {
  private static final int ATTEMPTS = 200;
  private static final int REFUSALS = 5;

  /**
   * A run whose results are thrown away: in it the virtual machine loads what it will measure with.
   */
  private static final int WARM_UP = 100;

  private static final long INTERVAL_NANOS = 5_000_000;

  @Mixin private StyleOptions style = new StyleOptions();

  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      probe(target, WARM_UP);
      show(
          "1 of 3",
          "a server that is well",
          "synscope probe " + target + " -c " + ATTEMPTS + " -i 5ms",
          probe(target, ATTEMPTS));
    }
    String closed = "127.0.0.1:" + DemoServer.closedPort();
    show(
        "2 of 3",
        "a port on which nothing listens",
        "synscope probe " + closed + " -c " + REFUSALS + " -i 5ms",
        probe(closed, REFUSALS));
    Path folder = Files.createTempDirectory("synscope-demo-");
    Path capture = BundledCapture.copyTo(folder);
    try {
      show("3 of 3", "a capture of an incident", "synscope analyze " + capture, analysis(capture));
    } finally {
      Files.delete(capture);
      Files.delete(folder);
    }
    terminal.print("\nNow yours: synscope probe HOST, synscope analyze FILE, synscope --help\n");
    return ExitCode.OK.number();
  }

  private static Report probe(String target, int attempts) throws InterruptedException {
    ProbePlan plan =
        ProbePlan.of(List.of(Target.parse(target)))
            .withSchedule(() -> Arrivals.every(INTERVAL_NANOS), Limit.count(attempts));
    return ProbeReport.of(new Probe(plan, ProbeListener.NONE).run());
  }

  private static Report analysis(Path capture) throws IOException {
    CaptureSource source = CaptureFiles.open(List.of(capture), CaptureOptions.DEFAULT);
    return CaptureAnalyzer.analyze(source, AnalysisOptions.defaults()).report();
  }

  private void show(String number, String what, String command, Report report) {
    String title = TextReport.heading(number + "  " + what, command, style.of(terminal));
    terminal.print(title + new TextReport(style.of(terminal), false).render(report) + "\n");
  }
}
