package io.synscope.cli;

import io.synscope.exchange.TlsPlan;
import io.synscope.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how to speak TLS, with redis-cli's names. */
final class TlsOptions {
  @Option(names = "--tls", description = "speak TLS; rediss:// does so too")
  private boolean tls;

  @Option(
      names = "--cacert",
      paramLabel = "PEM",
      description = "certificates to trust (default: those of the JDK)")
  private @Nullable Path authorities;

  @Option(names = "--cert", paramLabel = "PEM", description = "the client's certificate")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "PEM", description = "and its private key, PKCS 8")
  private @Nullable Path key;

  @Option(names = "--sni", paramLabel = "NAME", description = "server name to ask for and to check")
  private @Nullable String serverName;

  @Option(names = "--insecure", description = "take any certificate")
  private boolean insecure;

  /** {@return how TLS is to be spoken to these targets; empty where it is not} */
  Optional<TlsPlan> plan(List<Target> targets) {
    long secured = targets.stream().filter(Target::tls).count();
    if (!tls && secured == 0) {
      return Optional.empty();
    }
    if (!tls && secured < targets.size()) {
      throw new UsageException(
          "redis:// and rediss:// targets cannot be probed in one run; run synscope once for each");
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
