package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import java.util.HashMap;
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

  ScanPattern(Roll roll) {
    Map<Address, Habit> habits = new HashMap<>();
    for (ConnectionAttempt attempt : roll.with(Trait.FRUITLESS)) {
      if (knocked(attempt) && !heard(attempt)) {
        habits.computeIfAbsent(host(attempt), host -> new Habit()).fail(attempt);
      }
    }
    habits.values().removeIf(habit -> habit.failed.size() < ENDPOINTS);
    if (habits.isEmpty()) {
      return;
    }
    for (ConnectionAttempt attempt : roll.all()) {
      Habit habit = habits.get(host(attempt));
      if (habit != null && knocked(attempt) && heard(attempt)) {
        habit.failed.remove(attempt.tuple().server());
      }
    }
    habits.forEach(
        (host, habit) -> {
          if (habit.scans()) {
            vain.put(host, habit.failed.keySet());
          }
        });
  }

  private static Address host(ConnectionAttempt attempt) {
    return attempt.tuple().client().address();
  }

  private static boolean knocked(ConnectionAttempt attempt) {
    return attempt.wire().handshake().firstSyn().seen();
  }

  private static boolean heard(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().volume().payloadBytes() > 0;
  }

  boolean any() {
    return !vain.isEmpty();
  }

  boolean by(ConnectionAttempt attempt) {
    return !vain.isEmpty()
        && vain.getOrDefault(host(attempt), Set.of()).contains(attempt.tuple().server());
  }

  /** Where one host gets nowhere, and how often it tries there. */
  private static final class Habit {
    private final Map<Endpoint, Integer> failed = new HashMap<>();

    void fail(ConnectionAttempt attempt) {
      failed.merge(attempt.tuple().server(), 1, Integer::sum);
    }

    boolean scans() {
      int tries = failed.values().stream().mapToInt(Integer::intValue).sum();
      long ports = failed.keySet().stream().mapToInt(Endpoint::port).distinct().count();
      long hosts = failed.keySet().stream().map(Endpoint::address).distinct().count();
      boolean manyPorts = ports >= PORTS && tries <= failed.size() * ATTEMPTS_PER_ENDPOINT;
      boolean sweep = hosts >= HOSTS_OF_A_SWEEP && tries <= failed.size() * ATTEMPTS_OF_A_SWEEP;
      return failed.size() >= ENDPOINTS && (manyPorts || sweep);
    }
  }
}
