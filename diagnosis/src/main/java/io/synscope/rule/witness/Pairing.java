package io.synscope.rule.witness;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.FourTuple;
import io.synscope.observation.InitialNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which attempt of the far capture is which one of the near capture: the one of the same name, else
 * the one that began with the same numbers, under whatever name a NAT has given it.
 *
 * <p>An initial sequence number counts where no other attempt of either capture has it, a second
 * number does not contradict it, and the times agree with those of the other pairs.
 */
final class Pairing {
  /** A SYN that is lost before the far point is seen there when it is repeated. */
  private static final long NEAR_IN_TIME_NANOS = 10_000_000_000L;

  private final List<ConnectionAttempt> near;
  private final List<ConnectionAttempt> far;
  private final Map<Name, ConnectionAttempt> named = new HashMap<>();
  private final Map<Long, List<ConnectionAttempt>> nearByNumber = new HashMap<>();
  private final Map<Long, List<ConnectionAttempt>> farByNumber = new HashMap<>();
  private final List<Long> offsets = new ArrayList<>();

  private record Name(FourTuple tuple, int incarnation) {
    static Name of(ConnectionAttempt attempt) {
      return new Name(attempt.tuple(), attempt.incarnation());
    }
  }

  private Pairing(List<ConnectionAttempt> near, List<ConnectionAttempt> far) {
    this.near = near;
    this.far = far;
  }

  /** {@return the attempts of the near capture, each with what the far one saw of it} */
  static List<Passage> of(List<ConnectionAttempt> near, List<ConnectionAttempt> far) {
    return new Pairing(near, far).passages();
  }

  private List<Passage> passages() {
    far.forEach(attempt -> named.putIfAbsent(Name.of(attempt), attempt));
    Set<Name> here = new HashSet<>();
    for (ConnectionAttempt attempt : near) {
      Name name = Name.of(attempt);
      here.add(name);
      ConnectionAttempt there = named.get(name);
      if (there == null) {
        byNumber(nearByNumber, attempt);
      } else {
        offsets.add(offset(attempt, there));
      }
    }
    far.stream()
        .filter(attempt -> !here.contains(Name.of(attempt)))
        .forEach(attempt -> byNumber(farByNumber, attempt));
    confirmed();
    long usual = offsets.isEmpty() ? 0 : offsets.get(offsets.size() / 2);
    return near.stream().map(attempt -> passage(attempt, usual)).toList();
  }

  /** Those of which two numbers agree say how the clocks differ. */
  private void confirmed() {
    for (ConnectionAttempt attempt : near) {
      if (!named.containsKey(Name.of(attempt))) {
        only(attempt)
            .filter(there -> numbers(attempt).confirmedBy(numbers(there)))
            .ifPresent(there -> offsets.add(offset(attempt, there)));
      }
    }
    offsets.sort(null);
  }

  private Passage passage(ConnectionAttempt attempt, long usual) {
    ConnectionAttempt there = named.get(Name.of(attempt));
    if (there != null) {
      return new Passage(attempt, Optional.of(there), false);
    }
    Optional<ConnectionAttempt> found =
        only(attempt)
            .filter(other -> Math.abs(offset(attempt, other) - usual) <= NEAR_IN_TIME_NANOS);
    boolean undecided = found.isEmpty() && farByNumber.containsKey(numbers(attempt).client());
    return new Passage(attempt, found, undecided);
  }

  /** The only attempt of the far capture with this number, where it is the near one's only, too. */
  private Optional<ConnectionAttempt> only(ConnectionAttempt attempt) {
    long number = numbers(attempt).client();
    List<ConnectionAttempt> here = nearByNumber.getOrDefault(number, List.of());
    List<ConnectionAttempt> there = farByNumber.getOrDefault(number, List.of());
    return here.size() == 1 && there.size() == 1
        ? there.stream().filter(other -> !numbers(attempt).contradict(numbers(other))).findFirst()
        : Optional.empty();
  }

  private static void byNumber(
      Map<Long, List<ConnectionAttempt>> attempts, ConnectionAttempt attempt) {
    long number = numbers(attempt).client();
    if (number >= 0) {
      attempts.computeIfAbsent(number, unused -> new ArrayList<>(1)).add(attempt);
    }
  }

  private static long offset(ConnectionAttempt here, ConnectionAttempt there) {
    return there.firstSeen().nanos() - here.firstSeen().nanos();
  }

  private static InitialNumbers numbers(ConnectionAttempt attempt) {
    return attempt.wire().handshake().numbers();
  }
}
