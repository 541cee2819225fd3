package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hosts that try many endpoints at which they never get anywhere: port scans, sweeps, and peers of
 * which a list outlived them. Their refused and unanswered attempts say nothing about any server.
 *
 * <p>A client that cannot reach its cluster fails at many endpoints too, but at few different
 * ports, and tries each of them again and again.
 */
final class ScanPattern {
  private static final int ENDPOINTS = 20;
  private static final int PORTS = 15;
  private static final int HOSTS_OF_A_SWEEP = 64;
  private static final double ATTEMPTS_PER_ENDPOINT = 4;
  private static final double ATTEMPTS_OF_A_SWEEP = 1.5;

  private final Map<Address, Set<Endpoint>> vain = new HashMap<>();

  ScanPattern(List<ConnectionAttempt> attempts) {
    Map<Address, Habit> habits = new HashMap<>();
    for (ConnectionAttempt attempt : attempts) {
      if (!attempt.probed() && attempt.wire().handshake().firstSyn().seen()) {
        habits
            .computeIfAbsent(attempt.tuple().client().address(), host -> new Habit())
            .add(attempt);
      }
    }
    habits.forEach(
        (host, habit) -> {
          if (habit.scans()) {
            vain.put(host, habit.failed.keySet());
          }
        });
  }

  boolean by(ConnectionAttempt attempt) {
    return !vain.isEmpty()
        && vain.getOrDefault(attempt.tuple().client().address(), Set.of())
            .contains(attempt.tuple().server());
  }

  /** Where one host gets nowhere, and how often it tries there. */
  private static final class Habit {
    private final Map<Endpoint, Integer> failed = new HashMap<>();
    private final Set<Endpoint> reached = new HashSet<>();

    void add(ConnectionAttempt attempt) {
      Endpoint server = attempt.tuple().server();
      if (attempt.wire().fromClient().volume().payloadBytes() > 0) {
        reached.add(server);
      } else {
        failed.merge(server, 1, Integer::sum);
      }
    }

    boolean scans() {
      failed.keySet().removeAll(reached);
      int tries = failed.values().stream().mapToInt(Integer::intValue).sum();
      long ports = failed.keySet().stream().mapToInt(Endpoint::port).distinct().count();
      long hosts = failed.keySet().stream().map(Endpoint::address).distinct().count();
      boolean manyPorts = ports >= PORTS && tries <= failed.size() * ATTEMPTS_PER_ENDPOINT;
      boolean sweep = hosts >= HOSTS_OF_A_SWEEP && tries <= failed.size() * ATTEMPTS_OF_A_SWEEP;
      return failed.size() >= ENDPOINTS && (manyPorts || sweep);
    }
  }
}
