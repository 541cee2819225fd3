package io.synscope.analysis;

import io.synscope.observation.Endpoint;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** Attempts to one listener that are counted and not kept: a flood costs no object each. */
final class ListenerTally {
  private final Endpoint server;
  private final long[] byOutcome = new long[Outcome.values().length];
  private final DistinctCount sources = new DistinctCount();
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;

  ListenerTally(Endpoint server) {
    this.server = server;
  }

  Endpoint server() {
    return server;
  }

  /** {@return whether anything was counted} */
  boolean any() {
    return firstNanos != Long.MAX_VALUE;
  }

  void add(Outcome outcome, long nanos, long clientHigh, long clientLow) {
    byOutcome[outcome.ordinal()]++;
    sources.add(clientHigh, clientLow);
    firstNanos = Math.min(firstNanos, nanos);
    lastNanos = Math.max(lastNanos, nanos);
  }

  /** Adds what another one counted. */
  void merge(ListenerTally other) {
    for (int i = 0; i < byOutcome.length; i++) {
      byOutcome[i] += other.byOutcome[i];
    }
    sources.merge(other.sources);
    firstNanos = Math.min(firstNanos, other.firstNanos);
    lastNanos = Math.max(lastNanos, other.lastNanos);
  }

  FoldedAttempts facts() {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      if (byOutcome[outcome.ordinal()] > 0) {
        counts.put(outcome, byOutcome[outcome.ordinal()]);
      }
    }
    return new FoldedAttempts(server, counts, firstNanos, lastNanos, sources.estimate());
  }
}
