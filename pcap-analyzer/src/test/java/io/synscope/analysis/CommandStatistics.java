package io.synscope.analysis;

import io.synscope.report.ExchangeSummary;
import io.synscope.report.ExchangeSummary.CommandLine;
import io.synscope.testkit.lab.Namespace;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often each command was executed: what the server counts, and what a capture tells. */
final class CommandStatistics {
  private static final Pattern LINE =
      Pattern.compile("cmdstat_(\\S+?):calls=(\\d+),.*?rejected_calls=(\\d+),");

  /** What the test itself asks from the server's own host. */
  private static final Set<String> OURS = Set.of("INFO", "CONFIG RESETSTAT");

  private CommandStatistics() {}

  static void reset(Namespace server) {
    server.run("redis-cli", "config", "resetstat");
  }

  /** {@return calls by command, as INFO has them, those that were refused unexecuted included} */
  static Map<String, Long> ofServer(Namespace server) {
    Map<String, Long> calls = new TreeMap<>();
    Matcher line = LINE.matcher(server.run("redis-cli", "info", "commandstats"));
    while (line.find()) {
      String command = line.group(1).replace('|', ' ').toUpperCase(Locale.ROOT);
      if (!OURS.contains(command)) {
        calls.put(command, Long.parseLong(line.group(2)) + Long.parseLong(line.group(3)));
      }
    }
    return calls;
  }

  /** {@return exchanges by command, as the capture has them} */
  static Map<String, Long> of(ExchangeSummary heard) {
    Map<String, Long> counts = new TreeMap<>();
    for (CommandLine line : heard.commands()) {
      counts.put(line.command(), line.traffic().count());
    }
    return counts;
  }
}
