package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.WireSight;
import java.util.Optional;

/** Data of a connection whose beginning nobody saw, answered by nothing but a RST. */
public final class Headless {
  private Headless() {}

  /** {@return the RST, when this attempt is of that kind} */
  public static Optional<Reset> reset(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    boolean onlyResets = wire.fromServer().volume().packets() == wire.resets().size();
    if (attempt.outcome() != Outcome.INCONCLUSIVE_HEAD
        || wire.fromClient().volume().payloadBytes() == 0
        || !onlyResets) {
      return Optional.empty();
    }
    return wire.resets().stream()
        .findFirst()
        .filter(reset -> reset.from() == Party.SERVER)
        .filter(reset -> reset.form() == Reset.Form.STATELESS_TO_ACK);
  }
}
