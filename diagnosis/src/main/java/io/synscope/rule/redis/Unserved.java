package io.synscope.rule.redis;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.observation.Story;
import io.synscope.observation.Volume;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import java.util.List;
import java.util.Optional;

/**
 * Connections whose requests the server's kernel has and its process does not answer.
 *
 * @param waiting these connections
 * @param neverServed how many of them never got an answer at all
 * @param servedMeanwhile connections that were answered while these waited
 */
record Unserved(
    List<ConnectionAttempt> waiting, long neverServed, List<ConnectionAttempt> servedMeanwhile) {
  private static final long LONG_NANOS = 1_000_000_000L;

  /** {@return who waits in vain at this listener; empty when nobody does} */
  static Optional<Unserved> at(CaseFile file, Listener listener) {
    List<ConnectionAttempt> waiting =
        listener.with(Story.REQUEST_TIMEOUT_ACKED).stream()
            .filter(attempt -> asked(attempt).isPresent())
            .toList();
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    long from = waiting.stream().mapToLong(a -> began(a).nanos()).min().orElse(0);
    long to = waiting.stream().mapToLong(a -> gaveUp(file, a)).max().orElse(0);
    List<ConnectionAttempt> served =
        silent(listener, from, to)
            ? List.of()
            : listener.matching(
                attempt -> spokenTo(attempt, from, to) && !waiting.contains(attempt));
    long never = waiting.stream().filter(attempt -> !servedBefore(attempt)).count();
    return Optional.of(new Unserved(waiting, never, served));
  }

  /** {@return the request that waits, or waited until the client gave up} */
  static Optional<Exchange> asked(ConnectionAttempt attempt) {
    return attempt
        .wire()
        .conversation()
        .oldestOutstanding()
        .or(() -> attempt.wire().conversation().slowest().stream().findFirst());
  }

  static Moment began(ConnectionAttempt attempt) {
    return asked(attempt).map(Exchange::requestEnd).orElse(attempt.firstSeen());
  }

  private static long gaveUp(CaseFile file, ConnectionAttempt attempt) {
    Moment end = attempt.wire().ending().at();
    return end.seen() ? end.nanos() : file.observations().capture().lastNanos();
  }

  /** The process was silent towards everybody until the last of them gave up. */
  private static boolean silent(Listener listener, long from, long to) {
    long margin = (to - from) / 5;
    return listener.stalls().stream()
        .anyMatch(
            stall ->
                stall.start().nanos() <= from + margin
                    && (!stall.end().seen() || stall.end().nanos() >= to));
  }

  private static boolean spokenTo(ConnectionAttempt attempt, long from, long to) {
    Volume said = attempt.wire().fromServer().volume();
    return said.firstData().seen()
        && said.firstData().nanos() < to
        && said.lastData().nanos() > from;
  }

  private static boolean servedBefore(ConnectionAttempt attempt) {
    Moment first = attempt.wire().fromServer().volume().firstData();
    return first.seen() && first.nanos() < began(attempt).nanos();
  }

  /** {@return the longest wait} */
  long longestNanos(CaseFile file) {
    return waiting.stream()
        .mapToLong(attempt -> gaveUp(file, attempt) - began(attempt).nanos())
        .max()
        .orElse(0);
  }

  /** {@return whether several wait, longer than for a turn behind the slow commands of others} */
  boolean severalForLong(CaseFile file) {
    return waiting.size() >= 2 && forLong(file);
  }

  /** {@return whether anybody waits longer than most commands take} */
  boolean forLong(CaseFile file) {
    return longestNanos(file) >= LONG_NANOS;
  }

  /** {@return frames: requests and the kernel's acknowledgments} */
  List<Long> frames() {
    return Frames.ofAttempts(
        waiting,
        attempt ->
            asked(attempt)
                .map(waits -> Frames.of(waits.requestEnd(), waits.requestAck()))
                .orElse(List.of()));
  }
}
