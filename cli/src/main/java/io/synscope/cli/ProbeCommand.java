package io.synscope.cli;

import io.synscope.cli.terminal.Terminal;
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

  @Option(names = "--tls", description = "speak TLS")
  private boolean tls;

  @Mixin private Credentials credentials = new Credentials();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  ProbeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    throw new CannotTellException(
        "probe is not wired yet: "
            + targets
            + count
            + interval
            + rate
            + timeout
            + v4Only
            + v6Only
            + tls
            + credentials.user()
            + output.format()
            + terminal.unicode());
  }
}
