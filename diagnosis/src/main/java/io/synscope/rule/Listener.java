package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import io.synscope.observation.Stall;
import io.synscope.observation.Story;
import java.util.List;
import java.util.function.Predicate;

/** One server endpoint with all attempts to it, by time of their first packet. */
public final class Listener {
  private final Endpoint server;
  private final Roll roll;
  private final List<Stall> stalls;

  Listener(Endpoint server, Roll roll, List<Stall> stalls) {
    this.server = server;
    this.roll = roll;
    this.stalls = stalls.stream().filter(stall -> stall.server().equals(server)).toList();
  }

  /** {@return the endpoint} */
  public Endpoint server() {
    return server;
  }

  /** {@return all attempts} */
  public List<ConnectionAttempt> attempts() {
    return roll.all();
  }

  /** {@return attempts with one of these stories} */
  public List<ConnectionAttempt> with(Story first, Story... more) {
    return roll.with(first, more);
  }

  /** {@return attempts with one of these outcomes} */
  public List<ConnectionAttempt> with(Outcome first, Outcome... more) {
    return roll.with(first, more);
  }

  /** {@return attempts with one of these traits} */
  public List<ConnectionAttempt> with(Trait first, Trait... more) {
    return roll.with(first, more);
  }

  /** {@return attempts for which this holds, none of which lacks that trait} */
  public List<ConnectionAttempt> matching(Trait trait, Predicate<ConnectionAttempt> condition) {
    return roll.with(trait).stream().filter(condition).toList();
  }

  /** {@return attempts for which this holds; where a trait is needed for it, say so} */
  public List<ConnectionAttempt> matching(Predicate<ConnectionAttempt> condition) {
    return roll.all().stream().filter(condition).toList();
  }

  /** {@return whether any attempt was established} */
  public boolean everAnswered() {
    return roll.all().stream().anyMatch(attempt -> attempt.outcome().established());
  }

  /** {@return pauses of this server's event loop} */
  public List<Stall> stalls() {
    return stalls;
  }
}
