package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Attempts that an ICMP error ended, and what all findings about them say. */
final class Rejections {
  private static final long NEIGHBOUR_NANOS = 2_500_000_000L;

  private Rejections() {}

  /** {@return attempts at this listener that such an error ended} */
  static List<ConnectionAttempt> at(CaseFile file, Listener listener, Predicate<IcmpReport> kind) {
    return listener.with(Outcome.REFUSED_ICMP, Outcome.UNREACHABLE_ICMP).stream()
        .filter(attempt -> attempt.rejection().filter(kind).isPresent())
        .filter(attempt -> !file.scans(attempt))
        .toList();
  }

  /**
   * {@return whether the error came when a router gives up asking for the host's link address}
   * Linux asks three times, a second apart, and keeps the SYNs meanwhile.
   */
  static boolean afterNeighbourSearch(ConnectionAttempt attempt) {
    return attempt.wire().handshake().syns().size() >= 3
        && attempt
            .rejection()
            .filter(report -> report.at().since(attempt.firstSeen()) >= NEIGHBOUR_NANOS)
            .isPresent();
  }

  /** Opens a finding that names who rejected how many attempts with which error. */
  static Draft write(
      Docket docket, Cause cause, Listener listener, List<ConnectionAttempt> rejected) {
    String reporters =
        rejected.stream()
            .flatMap(attempt -> attempt.rejection().stream())
            .map(report -> report.reporter().toString())
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    String kinds =
        rejected.stream()
            .flatMap(attempt -> attempt.rejection().stream())
            .map(IcmpReport::toString)
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    return docket
        .find(cause)
        .at(listener.server())
        .hits(rejected)
        .say(
            "%s answered %s to %s with %s (%s).",
            reporters,
            Phrase.count(rejected.size(), "connection attempt"),
            listener.server(),
            kinds,
            cause.title().toLowerCase(Locale.ROOT))
        .handshakes(kinds + " from " + reporters + " quotes the SYN", rejected, cause.cite())
        .ruleOut("refused_no_listener", "the answer is an ICMP error, not a RST")
        .ruleOut("silent_drop", "the SYN was answered by an ICMP error");
  }

  /** {@return whether the server's own address sent the error} */
  static boolean fromServer(Listener listener, List<ConnectionAttempt> rejected) {
    return rejected.stream()
        .flatMap(attempt -> attempt.rejection().stream())
        .allMatch(report -> report.reporter().equals(listener.server().address()));
  }
}
