package io.synscope.cli;

import io.synscope.cli.option.CredentialOptions;
import io.synscope.cli.option.ExportOptions;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.RequestOptions;
import io.synscope.cli.option.ScheduleOptions;
import io.synscope.cli.option.SocketOptions;
import io.synscope.cli.option.TargetOptions;
import io.synscope.cli.option.TlsOptions;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Terminal;
import io.synscope.export.Listeners;
import io.synscope.observation.SettlingTest;
import io.synscope.report.Report;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.run.ProbeReport;
import io.synscope.run.ProbeResult;
import io.synscope.settle.Settler;
import io.synscope.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times handshakes and RESP round trips, and names what fails. */
@Command(
    name = "probe",
    header = {
      "Times TCP handshakes and RESP round trips into histograms; says for each attempt what became of it.",
      "",
      "  synscope probe redis1                       ten attempts to redis1:6379, one a second",
      "  synscope probe redis1:6380 --duration 5m --rate 200/s --connections 16",
      "  REDISCLI_AUTH=... synscope probe rediss://app@redis1/0 -v",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope probe [OPTION...] TARGET...", ""},
    footer = {
      "",
      "TARGET: host, host:port, [v6]:port, redis://user@host:port/db, rediss://...; port 6379 if none.",
      "More options (source, TTL, pipelines, commands, certificates): synscope help probing.",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class ProbeCommand implements Callable<Integer> {
  private static final int NAMED = 3; // targets in a page's title

  @Mixin private TargetOptions whom = new TargetOptions();

  @Mixin private ScheduleOptions schedule = new ScheduleOptions();

  @Mixin private SocketOptions sockets = new SocketOptions();

  @Mixin private RequestOptions requests = new RequestOptions();

  @Option(
      names = "--settle",
      description = "then make the harmless tests that tell look-alikes apart")
  private boolean settle;

  @Option(
      names = "--self-check",
      hidden = true,
      description = "capture the run's own packets and tell how far each clock was off")
  private boolean selfCheck;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Mixin private ExportOptions exports = new ExportOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  ProbeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProbePlan plan = plan();
    if (schedule.warmsItself()) {
      WarmUp.run(sockets.connections());
    }
    LiveLines lines = new LiveLines(terminal, output);
    ProbeListener heard = new Listeners(List.of(lines, exports.open()));
    Report report =
        selfCheck ? checked(plan, heard, lines) : report(plan, result(plan, heard, lines));
    html.write(List.of(Exhibit.of(title(), report)));
    return output.conclude(lines.remaining(report), terminal);
  }

  private Report checked(ProbePlan plan, ProbeListener heard, LiveLines lines)
      throws IOException, InterruptedException {
    try (SelfCheck check = SelfCheck.of(whom.targets(), sockets.family(), sockets.timeoutNanos())) {
      ProbeResult result = result(plan, new Listeners(List.of(heard, check)), lines);
      return check.conclude(report(plan, result));
    }
  }

  private ProbeResult result(ProbePlan plan, ProbeListener heard, LiveLines lines)
      throws IOException, InterruptedException {
    Probe probe = new Probe(plan, heard);
    lines.whenUnheard(probe::stop);
    Interrupt.first(probe::stop);
    ProbeResult result = watched(probe);
    lines.rethrow();
    return result;
  }

  private String title() {
    List<Target> targets = whom.targets();
    String more = targets.size() > NAMED ? ", ..." : "";
    return targets.stream().limit(NAMED).map(Target::hostPort).collect(Collectors.joining(", "))
        + more;
  }

  private ProbeResult watched(Probe probe) throws IOException, InterruptedException {
    LiveTable table = LiveTable.over(probe, terminal, output);
    exports.start(probe, scraped -> requests.apply(sockets.apply(scraped)));
    try {
      return sockets.clock().shown(probe.run());
    } finally {
      table.close();
      exports.finish(probe);
    }
  }

  private Report report(ProbePlan plan, ProbeResult result) throws InterruptedException {
    List<SettlingTest> tests = settle ? new Settler(plan).settle(result) : List.of();
    return ProbeReport.of(result, tests);
  }

  private ProbePlan plan() {
    List<Target> targets = tls.secured(whom.targets());
    ProbePlan plan =
        requests.apply(
            sockets.apply(
                schedule.apply(
                    ProbePlan.of(targets)
                        .withCredentials(credentials.known(terminal, requests.hello())),
                    exports.serves())));
    return tls.plan(targets).map(plan::withTls).orElse(plan);
  }
}
