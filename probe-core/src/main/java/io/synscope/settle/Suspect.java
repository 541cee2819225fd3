package io.synscope.settle;

import io.synscope.connect.DialOptions;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import io.synscope.run.AttemptEvent;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * One address whose attempts leave a question open.
 *
 * @param plan how it was probed
 * @param target what the user asked for
 * @param sample the newest attempt that was not served, or that was
 */
record Suspect(ProbePlan plan, Target target, AttemptEvent sample) {
  Endpoint server() {
    return sample.attempt().tuple().server();
  }

  Outcome outcome() {
    return sample.attempt().outcome();
  }

  DialOptions dial() {
    return plan.dial();
  }

  /** {@return this address alone, probed as the user wished} */
  Target same() {
    return new Target(
        target.typed(), host(), server().port(), target.tls(), target.user(), target.database());
  }

  /** {@return this address without TLS} */
  Target plainly() {
    return new Target(
        target.typed(), host(), server().port(), false, target.user(), target.database());
  }

  /** {@return another port of this host} */
  Target port(int port) {
    return new Target(target.typed(), host(), port, false, "", 0);
  }

  private String host() {
    return server().address().toString();
  }

  /** Runs one schedule; {@return its attempts} */
  static List<AttemptEvent> attempts(ProbePlan plan) throws InterruptedException {
    List<AttemptEvent> events = new ArrayList<>();
    new Probe(
            plan,
            new ProbeListener() {
              @Override
              public void attempted(AttemptEvent event) {
                events.add(event);
              }
            })
        .run();
    return events;
  }
}
