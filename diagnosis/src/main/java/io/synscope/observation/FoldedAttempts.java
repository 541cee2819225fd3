package io.synscope.observation;

import java.util.Map;

/**
 * Attempts to one listener that were counted and not kept one by one, because memory is bounded.
 *
 * @param server the listener
 * @param byOutcome how many of each outcome
 * @param firstNanos first SYN of the first
 * @param lastNanos first SYN of the last
 * @param sources distinct client addresses, estimated within a few per cent
 */
public record FoldedAttempts(
    Endpoint server, Map<Outcome, Long> byOutcome, long firstNanos, long lastNanos, long sources) {
  /** {@return how many attempts} */
  public long count() {
    return byOutcome.values().stream().mapToLong(Long::longValue).sum();
  }
}
