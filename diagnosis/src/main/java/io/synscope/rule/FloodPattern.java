package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SYNs that nobody stands behind: each sent once, never repeated, never completed, from many
 * sources that do nothing else here.
 *
 * <p>A host that wants to connect repeats its SYN after a second (RFC 6298 2.1); a spoofed source
 * does not.
 */
final class FloodPattern {
  private static final int SYNS = 30;
  private static final int SEEN_UNREPEATED = 10;
  private static final int SOURCES = 10;

  /** No round trip takes so long. */
  private static final long ANSWER_NANOS = 500_000_000L;

  private static final int SYNS_PER_SOURCE = 20;

  private final Map<Endpoint, List<ConnectionAttempt>> byListener = new HashMap<>();
  private final Set<ConnectionAttempt> all = Collections.newSetFromMap(new IdentityHashMap<>());

  private final long lastNanos;

  FloodPattern(List<Listener> listeners) {
    Map<Listener, List<ConnectionAttempt>> suspects = new IdentityHashMap<>();
    for (Listener listener : listeners) {
      List<ConnectionAttempt> orphans = listener.matching(Trait.LONE_SYN, FloodPattern::orphan);
      if (orphans.size() >= SYNS) {
        suspects.put(listener, orphans);
      }
    }
    lastNanos = suspects.isEmpty() ? 0 : lastNanos(listeners);
    suspects.forEach(this::judge);
  }

  private static boolean orphan(ConnectionAttempt attempt) {
    return !attempt.probed()
        && attempt.wire().handshake().syns().size() == 1
        && (attempt.outcome() == Outcome.UNANSWERED
            || attempt.outcome() == Outcome.SYNACK_UNACKED
            || attempt.outcome() == Outcome.INCONCLUSIVE_TAIL);
  }

  private void judge(Listener listener, List<ConnectionAttempt> orphans) {
    Set<Address> honest =
        listener.matching(attempt -> !orphan(attempt)).stream()
            .map(FloodPattern::source)
            .collect(Collectors.toSet());
    List<ConnectionAttempt> strangers =
        orphans.stream().filter(attempt -> !honest.contains(source(attempt))).toList();
    long sources = strangers.stream().map(FloodPattern::source).distinct().count();
    long unrepeated = strangers.stream().filter(this::leftHanging).count();
    if (strangers.size() >= SYNS
        && unrepeated >= SEEN_UNREPEATED
        && sources >= Math.max(SOURCES, strangers.size() / SYNS_PER_SOURCE)) {
      byListener.put(listener.server(), strangers);
      all.addAll(strangers);
    }
  }

  private static Address source(ConnectionAttempt attempt) {
    return attempt.tuple().client().address();
  }

  private static long lastNanos(List<Listener> listeners) {
    return listeners.stream()
        .flatMap(listener -> listener.attempts().stream())
        .mapToLong(attempt -> attempt.lastSeen().nanos())
        .max()
        .orElse(0);
  }

  /** The time for a repetition has come, or that for the answer to the SYN-ACK has long passed. */
  private boolean leftHanging(ConnectionAttempt attempt) {
    Moment answered = attempt.wire().handshake().firstSynAck();
    return attempt.outcome() != Outcome.INCONCLUSIVE_TAIL
        || answered.seen() && lastNanos - answered.nanos() >= ANSWER_NANOS;
  }

  List<ConnectionAttempt> at(Endpoint server) {
    return byListener.getOrDefault(server, List.of());
  }

  boolean has(ConnectionAttempt attempt) {
    return !all.isEmpty() && all.contains(attempt);
  }
}
