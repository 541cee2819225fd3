package io.synscope.analysis;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Outcome;
import io.synscope.observation.RoundTrip;
import io.synscope.report.ListenerLine;
import io.synscope.rule.CaseFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One line for each server endpoint, kept and folded attempts together. */
final class ListenerTable {
  private final CaseFile file;

  ListenerTable(CaseFile file) {
    this.file = file;
  }

  List<ListenerLine> lines() {
    Map<Endpoint, List<ConnectionAttempt>> kept = new TreeMap<>();
    file.listeners().forEach(listener -> kept.put(listener.server(), listener.attempts()));
    Map<Endpoint, FoldedAttempts> folded = new TreeMap<>();
    file.observations().folded().forEach(fold -> folded.put(fold.server(), fold));
    folded.keySet().forEach(server -> kept.putIfAbsent(server, List.of()));
    List<ListenerLine> lines = new ArrayList<>();
    kept.forEach((server, attempts) -> lines.add(line(server, attempts, folded.get(server))));
    return lines;
  }

  private static ListenerLine line(
      Endpoint server,
      List<ConnectionAttempt> attempts,
      @org.jspecify.annotations.Nullable FoldedAttempts fold) {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    attempts.forEach(attempt -> outcomes.merge(attempt.outcome(), 1L, Long::sum));
    long clients =
        attempts.stream().map(attempt -> attempt.tuple().client().address()).distinct().count();
    if (fold != null) {
      fold.byOutcome().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
      clients = Math.max(clients, fold.sources());
    }
    long[] times =
        attempts.stream()
            .mapToLong(ConnectionAttempt::handshakeNanos)
            .filter(nanos -> nanos > 0)
            .sorted()
            .toArray();
    long total = outcomes.values().stream().mapToLong(Long::longValue).sum();
    return new ListenerLine(
        server,
        total,
        outcomes,
        clients,
        quantile(times, 0.5),
        quantile(times, 0.99),
        roundTrip(attempts));
  }

  private static long quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }

  private static long roundTrip(List<ConnectionAttempt> attempts) {
    return attempts.stream()
        .map(attempt -> attempt.wire().fromClient().roundTrip())
        .filter(trip -> trip.samples() > 0)
        .mapToLong(RoundTrip::minNanos)
        .min()
        .orElse(0);
  }
}
