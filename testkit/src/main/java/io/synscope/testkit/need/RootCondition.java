package io.synscope.testkit.need;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Looks for the capabilities that namespaces and raw sockets take: root in a container may lack
 * them.
 */
final class RootCondition implements ExecutionCondition {
  private static final Path STATUS = Path.of("/proc/self/status");

  // capabilities(7); the bits are those of linux/capability.h.
  private enum Capability {
    CAP_NET_ADMIN(12),
    CAP_NET_RAW(13),
    CAP_SYS_ADMIN(21);

    private final int bit;

    Capability(int bit) {
      this.bit = bit;
    }

    boolean in(long effective) {
      return (effective >>> bit & 1) == 1;
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!Files.isReadable(STATUS)) {
      return Verdict.skip(context, "needs root on Linux; there is no " + STATUS);
    }
    return missing(lines())
        .map(name -> Verdict.skip(context, "needs root; this process lacks " + name))
        .orElseGet(Verdict::run);
  }

  static Optional<String> missing(List<String> status) {
    long effective =
        status.stream()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> line.substring("CapEff:".length()).strip())
            .mapToLong(hex -> Long.parseUnsignedLong(hex, 16))
            .findFirst()
            .orElse(0);
    for (Capability capability : Capability.values()) {
      if (!capability.in(effective)) {
        return Optional.of(capability.name());
      }
    }
    return Optional.empty();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(STATUS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
