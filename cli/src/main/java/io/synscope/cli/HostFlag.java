package io.synscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers {@code -h HOST}: elsewhere a host, here help.
 *
 * <p>redis-cli and memtier_benchmark spell the host {@code -h} and the port {@code -p}; everything
 * else spells help so. Whoever types {@code -h redis1 -p 6380} is told the exact command that does
 * what they meant.
 */
final class HostFlag {
  private static final Set<String> CAPTURE_VERBS = Set.of("analyze", "correlate");
  private static final Set<String> VERBS =
      Set.of(
          "analyze",
          "capture",
          "correlate",
          "probe",
          "compare",
          "diagnose",
          "demo",
          "interfaces",
          "report",
          "help",
          "completion");

  private HostFlag() {}

  /**
   * {@return the sentence with the corrected command; empty when {@code -h} is not followed by a
   * value}
   */
  static Optional<String> correction(String... arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    Optional<String> host = take(rest, "-h");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> port = take(rest, "-p");
    String verb = rest.isEmpty() || rest.get(0).startsWith("-") ? "probe" : rest.remove(0);
    String words = String.join(" ", rest);
    if (verb.equals("capture")) { // which packets is an expression there, and stands last
      return Optional.of(
          told(
              verb
                  + (words.isEmpty() ? "" : " " + words)
                  + " host "
                  + host.get()
                  + port.map(p -> " and port " + p).orElse("")));
    }
    String place =
        CAPTURE_VERBS.contains(verb)
            ? " --host " + host.get() + port.map(p -> " --port " + p).orElse("")
            : " " + bracketed(host.get(), port.isPresent()) + port.map(p -> ":" + p).orElse("");
    return Optional.of(told(verb + place + (words.isEmpty() ? "" : " " + words)));
  }

  private static String told(String command) {
    return "-h is help here; for a host type: synscope " + command;
  }

  private static String bracketed(String host, boolean withPort) {
    return withPort && host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static Optional<String> take(List<String> arguments, String flag) {
    int at = arguments.indexOf(flag);
    if (at < 0 || at + 1 >= arguments.size()) {
      return Optional.empty();
    }
    String value = arguments.get(at + 1);
    if (value.startsWith("-") || at == 0 && VERBS.contains(value)) {
      return Optional.empty();
    }
    arguments.subList(at, at + 2).clear();
    return Optional.of(value);
  }
}
