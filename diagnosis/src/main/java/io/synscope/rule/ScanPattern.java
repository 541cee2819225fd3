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
 * Hosts that try many endpoints and talk to hardly any: port scans and sweeps, whose refused and
 * unanswered attempts say nothing about any server.
 */
final class ScanPattern {
  private static final int ENDPOINTS = 15;
  private static final double TALKING_SHARE = 0.2;
  private static final double ATTEMPTS_PER_ENDPOINT = 4;

  private final Set<Address> scanners = new HashSet<>();

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
            scanners.add(host);
          }
        });
  }

  boolean by(ConnectionAttempt attempt) {
    return !scanners.isEmpty() && scanners.contains(attempt.tuple().client().address());
  }

  /** What one host does with the endpoints it tries. */
  private static final class Habit {
    private final Set<Endpoint> endpoints = new HashSet<>();
    private int attempts;
    private int talks;

    void add(ConnectionAttempt attempt) {
      endpoints.add(attempt.tuple().server());
      attempts++;
      talks += attempt.wire().fromClient().volume().payloadBytes() > 0 ? 1 : 0;
    }

    boolean scans() {
      return endpoints.size() >= ENDPOINTS
          && talks <= attempts * TALKING_SHARE
          && attempts <= endpoints.size() * ATTEMPTS_PER_ENDPOINT;
    }
  }
}
