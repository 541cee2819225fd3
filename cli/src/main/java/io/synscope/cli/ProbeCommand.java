package io.synscope.cli;

import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Terminal;
import io.synscope.exchange.DialoguePlan;
import io.synscope.report.Report;
import io.synscope.run.Probe;
import io.synscope.run.ProbePlan;
import io.synscope.run.ProbeReport;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import io.synscope.target.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times handshakes and RESP round trips, and names what fails. */
@Command(
    name = "probe",
    header = {
      "Times TCP handshakes and RESP round trips into histograms; says for each attempt what became of it.",
      "",
      "  synscope probe redis1                       ten attempts to redis1:6379, one a second",
      "  synscope probe redis1:6380 -c 1000 --rate 200/s",
      "  REDISCLI_AUTH=... synscope probe rediss://app@redis1/0 -v",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope probe [OPTION...] TARGET...", ""},
    footer = {
      "",
      "TARGET: host, host:port, [v6]:port, redis://user@host:port/db, rediss://...; the default port is 6379.",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class ProbeCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  @Parameters(paramLabel = "TARGET", arity = "1..*", description = "who to probe")
  private List<String> targets = List.of();

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "attempts for each address (default: 10)")
  private int count = 10;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "between attempts: 0.5, 200ms (default: 1s)")
  private Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "attempts per second instead: 200/s")
  private @Nullable Double rate;

  @Option(
      names = {"-W", "--timeout"},
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "for each step of an attempt (default: 5s)")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(names = "-4", description = "IPv4 addresses only")
  private boolean v4Only;

  @Option(names = "-6", description = "IPv6 addresses only")
  private boolean v6Only;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  ProbeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    LiveLines lines = new LiveLines(terminal, output);
    Probe probe = new Probe(plan(), lines);
    lines.whenUnheard(probe::stop);
    Interrupt.first(probe::stop);
    Report report = ProbeReport.of(probe.run());
    lines.rethrow();
    return output.conclude(report, terminal);
  }

  private ProbePlan plan() {
    if (v4Only && v6Only) {
      throw new UsageException(
          "-4 and -6 exclude each other; leave both out to probe all addresses");
    }
    if (count < 1) {
      throw new UsageException("-c " + count + ": at least one attempt is needed");
    }
    long gapNanos = rate == null ? interval.toNanos() : (long) (NANOS_PER_SECOND / rate);
    List<Target> whom = whom();
    ProbePlan plan =
        ProbePlan.of(whom)
            .withFamily(family())
            .withSchedule(() -> Arrivals.every(gapNanos), Limit.count(count))
            .withTimeout(timeout.toNanos())
            .withCredentials(credentials.known(terminal));
    return tls.plan(whom)
        .map(secured -> plan.withDialogue(DialoguePlan.PING.tls(secured)))
        .orElse(plan);
  }

  private AddressFamily family() {
    return v4Only ? AddressFamily.IPV4 : v6Only ? AddressFamily.IPV6 : AddressFamily.ANY;
  }

  private List<Target> whom() {
    try {
      return Target.parseAll(targets);
    } catch (TargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
