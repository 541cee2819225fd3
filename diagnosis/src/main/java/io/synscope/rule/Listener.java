package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import io.synscope.observation.Stall;
import io.synscope.observation.Story;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One server endpoint with all attempts to it, by time of their first packet. */
public final class Listener {
  private final Endpoint server;
  private final List<Telling> tellings;
  private final List<ConnectionAttempt> attempts;
  private final List<Stall> stalls;

  Listener(Endpoint server, List<Telling> tellings, List<Stall> stalls) {
    this.server = server;
    this.tellings = List.copyOf(tellings);
    attempts = this.tellings.stream().map(Telling::attempt).toList();
    this.stalls = stalls.stream().filter(stall -> stall.server().equals(server)).toList();
  }

  /** An attempt and its story. */
  record Telling(ConnectionAttempt attempt, Story story) {}

  /** {@return the endpoint} */
  public Endpoint server() {
    return server;
  }

  /** {@return all attempts} */
  public List<ConnectionAttempt> attempts() {
    return attempts;
  }

  /** {@return attempts with one of these stories} */
  public List<ConnectionAttempt> with(Story first, Story... more) {
    Set<Story> wanted = EnumSet.of(first, more);
    return tellings.stream()
        .filter(telling -> wanted.contains(telling.story()))
        .map(Telling::attempt)
        .toList();
  }

  /** {@return attempts with one of these outcomes} */
  public List<ConnectionAttempt> with(Outcome first, Outcome... more) {
    Set<Outcome> wanted = EnumSet.of(first, more);
    return matching(attempt -> wanted.contains(attempt.outcome()));
  }

  /** {@return attempts for which this holds} */
  public List<ConnectionAttempt> matching(Predicate<ConnectionAttempt> condition) {
    return attempts.stream().filter(condition).toList();
  }

  /** {@return whether any attempt was established} */
  public boolean everAnswered() {
    return attempts.stream().anyMatch(attempt -> attempt.outcome().established());
  }

  /** {@return pauses of this server's event loop} */
  public List<Stall> stalls() {
    return stalls;
  }
}
