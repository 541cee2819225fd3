package io.synscope.rule.delay;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Lateness;
import io.synscope.observation.WireSight;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Trait;
import java.util.List;
import java.util.Optional;

/**
 * Requests that came far later to the capture than they should have, by their senders' clocks.
 *
 * @param hits connections with such requests
 */
record LateRequests(List<ConnectionAttempt> hits) {
  private static final int REPEATED = 3;
  private static final int FACTOR = 20;
  private static final long BULK_BYTES = 65_536;

  /**
   * {@return late requests to this listener; empty where they are few or the way is long anyway}
   */
  static Optional<LateRequests> at(Listener listener) {
    LateRequests found =
        new LateRequests(listener.matching(Trait.REQUEST_LATE, LateRequests::late));
    return found.segments() >= REPEATED ? Optional.of(found) : Optional.empty();
  }

  private static boolean late(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    Lateness lateness = wire.fromClient().lateness();
    boolean mended =
        wire.fromClient().repair().lostRanges() + wire.fromServer().repair().lostRanges() > 0;
    return lateness.segments() > 0
        && !mended
        && attempt.handshakeNanos() > 0
        && lateness.greatestNanos() >= FACTOR * attempt.handshakeNanos()
        && wire.fromClient().volume().payloadBytes() <= BULK_BYTES;
  }

  int segments() {
    return hits.stream().mapToInt(hit -> hit.wire().fromClient().lateness().segments()).sum();
  }

  long greatestNanos() {
    return hits.stream()
        .mapToLong(hit -> hit.wire().fromClient().lateness().greatestNanos())
        .max()
        .orElse(0);
  }

  List<Long> frames() {
    return Frames.of(
        hits.stream().map(hit -> hit.wire().fromClient().lateness().latest()).toList());
  }
}
