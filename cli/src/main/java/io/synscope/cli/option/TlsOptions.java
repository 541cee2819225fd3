package io.synscope.cli.option;

import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.UsageException;
import io.synscope.exchange.TlsPlan;
import io.synscope.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how to speak TLS, with redis-cli's names. */
public final class TlsOptions {
  @Option(names = "--tls", description = "speak TLS; rediss:// does so too")
  private boolean tls;

  @Option(
      names = {"--cacert", "--ca"},
      paramLabel = "PEM",
      description = "certificates to trust (default: those of the JDK)")
  private @Nullable Path authorities;

  @Option(
      hidden = true,
      names = "--cert",
      paramLabel = "PEM",
      description = "the client's certificate")
  private @Nullable Path certificate;

  @Option(
      hidden = true,
      names = "--key",
      paramLabel = "PEM",
      description = "and its private key, PKCS 8")
  private @Nullable Path key;

  @Option(
      hidden = true,
      names = "--sni",
      paramLabel = "NAME",
      description = "server name to ask for and to check")
  private @Nullable String serverName;

  @Option(names = "--insecure", description = "take any certificate")
  private boolean insecure;

  /** {@return these targets, all of them with TLS where the user said so} */
  public List<Target> secured(List<Target> targets) {
    return tls ? targets.stream().map(Target::withTls).toList() : targets;
  }

  /** {@return how TLS is to be spoken to those of these targets that want it; empty for none} */
  public Optional<TlsPlan> plan(List<Target> targets) {
    if (!tls && targets.stream().noneMatch(Target::tls)) {
      return Optional.empty();
    }
    if ((certificate == null) != (key == null)) {
      throw new UsageException(
          "--cert and --key belong together; "
              + (key == null ? "--key" : "--cert")
              + " is missing");
    }
    try {
      return Optional.of(
          TlsPlan.of(
              Optional.ofNullable(authorities),
              Optional.ofNullable(certificate),
              Optional.ofNullable(key),
              Optional.ofNullable(serverName),
              insecure));
    } catch (SSLException | IllegalArgumentException e) {
      throw new CannotTellException(
          "cannot set up TLS: " + e.getMessage() + "; check --cacert, --cert and --key");
    }
  }
}
