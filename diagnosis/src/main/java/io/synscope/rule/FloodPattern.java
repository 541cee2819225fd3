package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  FloodPattern(List<ConnectionAttempt> attempts) {
    lastNanos = attempts.stream().mapToLong(a -> a.lastSeen().nanos()).max().orElse(0);
    Map<Endpoint, List<ConnectionAttempt>> orphans = new HashMap<>();
    Map<Endpoint, Set<Address>> honest = new HashMap<>();
    for (ConnectionAttempt attempt : attempts) {
      Endpoint server = attempt.tuple().server();
      if (orphan(attempt)) {
        orphans.computeIfAbsent(server, at -> new ArrayList<>()).add(attempt);
      } else {
        honest
            .computeIfAbsent(server, at -> new HashSet<>())
            .add(attempt.tuple().client().address());
      }
    }
    orphans.forEach((server, list) -> judge(server, list, honest.getOrDefault(server, Set.of())));
  }

  private static boolean orphan(ConnectionAttempt attempt) {
    return !attempt.probed()
        && attempt.wire().handshake().syns().size() == 1
        && (attempt.outcome() == Outcome.UNANSWERED
            || attempt.outcome() == Outcome.SYNACK_UNACKED
            || attempt.outcome() == Outcome.INCONCLUSIVE_TAIL);
  }

  private void judge(Endpoint server, List<ConnectionAttempt> orphans, Set<Address> honest) {
    List<ConnectionAttempt> strangers =
        orphans.stream().filter(a -> !honest.contains(a.tuple().client().address())).toList();
    long sources = strangers.stream().map(a -> a.tuple().client().address()).distinct().count();
    long unrepeated = strangers.stream().filter(this::leftHanging).count();
    if (strangers.size() >= SYNS
        && unrepeated >= SEEN_UNREPEATED
        && sources >= Math.max(SOURCES, strangers.size() / SYNS_PER_SOURCE)) {
      byListener.put(server, strangers);
      all.addAll(strangers);
    }
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
    return all.contains(attempt);
  }
}
