package io.synscope.cli.option;

import io.synscope.cli.terminal.UsageException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How what was said inside connections is read and told. */
public final class TalkOptions {
  private static final int LAST_PORT = 65_535;

  @Option(names = "--show-keys", description = "print key patterns; hashed otherwise")
  private boolean showKeys;

  @Option(
      names = "--redis-port",
      paramLabel = "PORT,...",
      hideParamSyntax = true,
      split = ",",
      description = "RESP is spoken there; elsewhere it is recognised by what is said")
  private List<Integer> redisPorts = List.of();

  /** {@return whether the names of keys may be shown} */
  public boolean showKeys() {
    return showKeys;
  }

  /** {@return ports on which RESP is spoken, whatever the first bytes look like} */
  public Set<Integer> redisPorts() {
    for (int port : redisPorts) {
      if (port < 1 || port > LAST_PORT) {
        throw new UsageException("--redis-port " + port + ": ports are 1 to " + LAST_PORT);
      }
    }
    return Set.copyOf(redisPorts);
  }
}
