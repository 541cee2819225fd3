package io.synscope.run;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Story;
import io.synscope.target.NameFailure;
import io.synscope.target.Resolution;
import java.util.Map;

/** The attempt that never was: its name has no address. */
final class Unresolved {
  private static final Address NOWHERE = new Address(0, 0);

  private Unresolved() {}

  static AttemptEvent event(Resolution resolution, Times times) {
    NameFailure failure = resolution.failure().orElse(NameFailure.TEMPORARY);
    long now = times.nanoTime();
    SocketSight sight =
        SocketSight.of(resolution.target().typed())
            .phase(Phase.RESOLVE)
            .error(failure.name(), resolution.nanos(), false)
            .done();
    FourTuple tuple =
        new FourTuple(new Endpoint(NOWHERE, 0), new Endpoint(NOWHERE, resolution.target().port()));
    ConnectionAttempt attempt =
        new ConnectionAttempt(
            tuple,
            0,
            Outcome.LOCAL_NAME_UNRESOLVED,
            new Moment(times.epoch(now - resolution.nanos()), 0),
            new Moment(times.epoch(now), 0),
            0,
            sight);
    String words = resolution.words().isEmpty() ? "" : " [" + resolution.words() + "]";
    return new AttemptEvent(
        0, false, attempt, false, Story.LOCAL_ERROR, failure.words() + words, Map.of(), 0, 0);
  }
}
