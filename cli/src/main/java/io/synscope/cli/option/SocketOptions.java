package io.synscope.cli.option;

import io.synscope.cli.terminal.UsageException;
import io.synscope.connect.DialOptions;
import io.synscope.connect.Transport;
import io.synscope.run.ProbePlan;
import io.synscope.target.AddressFamily;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How connections are made: addresses, sockets, patience. */
public final class SocketOptions {
  private static final int GREATEST_TTL = 255;
  private static final int MOST_CONNECTIONS = 60_000;
  private static final int DEEPEST_PIPELINE = 10_000;

  @Option(
      names = {"-W", "--timeout"},
      paramLabel = "SPAN",
      converter = PositiveSpanConverter.class,
      description = "patience with each step of an attempt (default: 5s)")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(names = "-4", description = "IPv4 addresses only")
  private boolean v4Only;

  @Option(names = "-6", description = "IPv6 addresses only")
  private boolean v6Only;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "connections that stay open (default: one for each request)")
  private int connections;

  @Option(
      hidden = true,
      names = "--pipeline",
      paramLabel = "N",
      description = "requests under way on each of them at once (default: 1)")
  private int pipeline = 1;

  @Option(
      hidden = true,
      names = "--source",
      paramLabel = "ADDR[:PORTS]",
      converter = SourceConverter.class,
      description = "connect from here: 10.0.0.5, 10.0.0.5:40000-40999, :40000-40999")
  private DialOptions source = DialOptions.DEFAULT;

  @Option(
      hidden = true,
      names = "--ttl",
      paramLabel = "N",
      description = "TTL or hop limit of everything that is sent")
  private @Nullable Integer ttl;

  @Option(
      hidden = true,
      names = "--clock",
      paramLabel = "CLOCK",
      description =
          "auto (kernel where it tells), kernel (or not at all) or user: who times (default: auto)")
  private ClockWish clock = ClockWish.AUTO;

  /** {@return the plan with connections made so} */
  public ProbePlan apply(ProbePlan plan) {
    check();
    return plan.withFamily(family())
        .withTimeout(timeout.toNanos())
        .withConnections(connections, pipeline)
        .withDial(ttl == null ? source : source.withHopLimit(ttl))
        .withTransport(Transport.Kind.AUTO, clock != ClockWish.USER);
  }

  /** {@return which addresses of a name are tried} */
  public AddressFamily family() {
    return v4Only ? AddressFamily.IPV4 : v6Only ? AddressFamily.IPV6 : AddressFamily.ANY;
  }

  /** {@return how long each phase may take} */
  public long timeoutNanos() {
    return timeout.toNanos();
  }

  /** {@return how many connections are kept; 0 for one an attempt} */
  public int connections() {
    return connections;
  }

  /** {@return whose time of a round trip is wanted} */
  public ClockWish clock() {
    return clock;
  }

  private void check() {
    if (v4Only && v6Only) {
      throw new UsageException(
          "-4 and -6 exclude each other; leave both out to probe all addresses");
    }
    if (ttl != null && (ttl < 1 || ttl > GREATEST_TTL)) {
      throw new UsageException("--ttl " + ttl + ": write 1 to " + GREATEST_TTL);
    }
    if (connections < 0 || connections > MOST_CONNECTIONS) {
      throw new UsageException("--connections " + connections + ": write 0 to " + MOST_CONNECTIONS);
    }
    if (pipeline < 1 || pipeline > DEEPEST_PIPELINE) {
      throw new UsageException("--pipeline " + pipeline + ": write 1 to " + DEEPEST_PIPELINE);
    }
    if (pipeline > 1 && connections == 0) {
      throw new UsageException("--pipeline needs connections that stay open: add --connections 1");
    }
  }
}
