package io.synscope.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How what was said inside connections is read and told. */
final class TalkOptions {
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

  boolean showKeys() {
    return showKeys;
  }

  Set<Integer> redisPorts() {
    for (int port : redisPorts) {
      if (port < 1 || port > LAST_PORT) {
        throw new UsageException("--redis-port " + port + ": ports are 1 to " + LAST_PORT);
      }
    }
    return Set.copyOf(redisPorts);
  }
}
