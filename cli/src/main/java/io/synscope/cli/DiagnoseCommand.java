package io.synscope.cli;

import io.synscope.cli.diagnose.Examination;
import io.synscope.cli.diagnose.Wish;
import io.synscope.cli.option.CredentialOptions;
import io.synscope.cli.option.ExitCode;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputFormat;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.PositiveSpanConverter;
import io.synscope.cli.option.SpanConverter;
import io.synscope.cli.option.TlsOptions;
import io.synscope.cli.option.WritableFileConverter;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.export.DiagnosisExposition;
import io.synscope.report.Report;
import io.synscope.rule.witness.Thresholds;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import io.synscope.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command for 2 AM: everything that can be asked about one target, in ten seconds. */
@Command(
    name = "diagnose",
    header = {
      "Runs the whole checklist against one target within ten seconds; ends with ranked causes.",
      "",
      "  synscope diagnose redis1:6379",
      "  REDISCLI_AUTH=... synscope diagnose rediss://app@redis1",
      "  synscope diagnose redis1 --watch 30s              again and again: a line each time",
      "  synscope diagnose redis1 --nagios                 one line for monitoring",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope diagnose [OPTION...] TARGET", ""},
    footer = {
      "",
      "Looks at names, TCP, TLS, RESP, sizes, server state, kernel counters, packets. Changes nothing.",
      "Needs no privilege; with CAP_NET_RAW it judges its own packets, too. On the server it reads the",
      "kernel's counters.",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class DiagnoseCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description = "whom to examine; written as for probe")
  private List<String> words = List.of();

  @Option(
      names = {"-w", "--deadline"},
      paramLabel = "SPAN",
      converter = PositiveSpanConverter.class,
      description = "time for everything (default: 10s)")
  private Duration budget = Duration.ofSeconds(10);

  @Option(
      names = "--idle",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "leave connections idle for up to this time, too: who forgets them, and when")
  private Duration idle = Duration.ZERO;

  @Option(
      names = "--alarm",
      paramLabel = "NAME=N",
      split = ",",
      description = "when to warn: clients=80 and memory=90 in percent, slow=100 in ms")
  private Map<String, Integer> alarms = Map.of();

  @Option(names = "--no-capture", description = "do not look at packets even where permitted")
  private boolean noCapture;

  @Option(
      names = "--host-facts",
      description = "this host is the server's: read its kernel's counters")
  private boolean hostFacts;

  @Option(
      names = "--watch",
      paramLabel = "SPAN",
      converter = PositiveSpanConverter.class,
      description = "again after this time until Ctrl-C; a line when the headline changes")
  private @Nullable Duration watch;

  @Option(names = "--nagios", description = "one line with performance data")
  private boolean nagios;

  @Option(
      names = "--prom",
      paramLabel = "FILE",
      converter = WritableFileConverter.class,
      description = "findings and times for node_exporter's textfile collector")
  private @Nullable Path textfile;

  @Option(names = "-4", description = "IPv4 addresses only")
  private boolean v4Only;

  @Option(names = "-6", description = "IPv6 addresses only")
  private boolean v6Only;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  DiagnoseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wish wish = wish();
    WarmUp.run(1);
    if (watch != null) {
      return watch(wish, watch);
    }
    Report report = examine(wish);
    html.write(List.of(Exhibit.of(wish.target().hostPort(), report)));
    return conclude(report);
  }

  private int conclude(Report report) {
    if (!nagios) {
      return output.conclude(report, terminal);
    }
    terminal.print(MonitoringLine.of(report) + "\n");
    return ExitCode.of(report).number();
  }

  private Report examine(Wish wish) throws IOException, InterruptedException {
    Report report = Examination.of(wish);
    if (textfile != null) {
      DiagnosisExposition.write(report, wish.target().hostPort(), textfile);
    }
    return report;
  }

  private int watch(Wish wish, Duration pause) throws IOException, InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Interrupt.first(stopped::countDown);
    Watch lines = new Watch(terminal);
    int exit = ExitCode.OK.number();
    do {
      Report report = examine(wish);
      exit =
          nagios || output.format() != OutputFormat.TEXT
              ? conclude(report)
              : lines.tell(report, ExitCode.of(report).number());
    } while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS));
    return exit;
  }

  private Thresholds thresholds() {
    Thresholds usual = Thresholds.USUAL;
    for (Map.Entry<String, Integer> alarm : alarms.entrySet()) {
      if (!alarm.getKey().matches("clients|memory|slow") || alarm.getValue() < 1) {
        throw new UsageException(
            "--alarm %s=%d: write clients=80, memory=90 (percent) or slow=100 (ms)"
                .formatted(alarm.getKey(), alarm.getValue()));
      }
    }
    return new Thresholds(
        alarms.getOrDefault("clients", usual.clientsPercent()),
        alarms.getOrDefault("memory", usual.memoryPercent()),
        alarms.getOrDefault("slow", usual.slowMillis()));
  }

  private Wish wish() {
    if (nagios && output.format() != OutputFormat.TEXT) {
      throw new UsageException("--nagios has a form of its own; leave out --format");
    }
    if (v4Only && v6Only) {
      throw new UsageException(
          "-4 and -6 exclude each other; leave both out to examine all addresses");
    }
    List<Target> targets;
    try {
      targets = Target.parseAll(words);
    } catch (TargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    if (targets.size() != 1) {
      throw new UsageException("diagnose examines one target; probe takes several");
    }
    AddressFamily family =
        v4Only ? AddressFamily.IPV4 : v6Only ? AddressFamily.IPV6 : AddressFamily.ANY;
    return new Wish(
        targets.get(0),
        family,
        tls.plan(targets),
        credentials.known(terminal),
        budget.toNanos(),
        !noCapture,
        hostFacts,
        idle.toNanos(),
        thresholds());
  }
}
