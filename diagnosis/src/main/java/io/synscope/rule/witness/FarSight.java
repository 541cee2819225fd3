package io.synscope.rule.witness;

import io.synscope.observation.Address;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the capture at the far point would have seen an attempt, had it come there: it ran, its
 * filter lets that server in, and no NAT gives the client a name that is not known.
 */
final class FarSight {
  /** A capture that has packets is believed to have run so long before and after them. */
  private static final long BESIDE_NANOS = 10_000_000_000L;

  private final CaptureFacts capture;
  private final PathClock clock;
  private final Set<Endpoint> listeners = new HashSet<>();
  private final Set<Address> servers = new HashSet<>();
  private final Set<Address> clients = new HashSet<>();
  private final boolean strangers;
  private final long besideNanos;

  /**
   * What a far capture sees.
   *
   * @param passages what of it the near capture saw too
   * @param met how many of these met
   */
  FarSight(Side far, List<Passage> passages, long met, PathClock clock) {
    List<ConnectionAttempt> attempts = far.attempts();
    capture = far.capture();
    besideNanos = far.scope().toItsEnds() ? BESIDE_NANOS : 0;
    this.clock = clock;
    strangers = attempts.size() > met || !far.scope().everyAddress();
    attempts.forEach(attempt -> knows(attempt.tuple()));
    passages.stream().filter(Passage::renamed).forEach(one -> knows(one.near().tuple()));
  }

  private void knows(FourTuple tuple) {
    listeners.add(tuple.server());
    servers.add(tuple.server().address());
    clients.add(tuple.client().address());
  }

  /** {@return whether it may be believed that the capture would have seen this attempt} */
  boolean covers(ConnectionAttempt attempt) {
    return servers.contains(attempt.tuple().server().address())
        && (!strangers || clients.contains(attempt.tuple().client().address()))
        && ran(attempt.firstSeen().nanos(), besideNanos);
  }

  /** {@return whether the capture has packets before this attempt began, and later ones} */
  boolean ranMeanwhile(ConnectionAttempt attempt) {
    return ran(attempt.firstSeen().nanos(), 0);
  }

  /** {@return whether it is sure: packets of that listener, and some before and after} */
  boolean surelyCovers(ConnectionAttempt attempt) {
    return covers(attempt) && listeners.contains(attempt.tuple().server()) && ranMeanwhile(attempt);
  }

  private boolean ran(long nearNanos, long besideNanos) {
    return nearNanos >= clock.near(capture.firstNanos()) - besideNanos
        && nearNanos <= clock.near(capture.lastNanos()) + besideNanos;
  }
}
