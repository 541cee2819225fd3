package io.synscope.settle;

import io.synscope.observation.Endpoint;
import io.synscope.observation.SettlingTest;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbePlan;
import io.synscope.run.ProbeResult;
import io.synscope.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** After a run: makes, for each address with an open question, the tests that could answer it. */
public final class Settler {
  private static final int MOST_SUSPECTS = 8;
  private static final List<Separator> SEPARATORS =
      List.of(new OtherPort(), new Burst(), new HopWalk(), new OtherTongue(), new Sizes());

  private final ProbePlan plan;

  /** A settler that connects as {@code plan} does. */
  public Settler(ProbePlan plan) {
    this.plan = plan.withConnections(0, 1);
  }

  /** {@return what the tests showed, in the order in which they were made} */
  public List<SettlingTest> settle(ProbeResult result) throws InterruptedException {
    List<SettlingTest> tests = new ArrayList<>();
    for (Suspect suspect : suspects(result)) {
      for (Separator separator : SEPARATORS) {
        if (separator.concerns(suspect)) {
          tests.add(separator.test(suspect));
        }
      }
    }
    return tests;
  }

  /** The newest attempt of each address, one that failed before one that did not. */
  private Collection<Suspect> suspects(ProbeResult result) {
    Map<Endpoint, Suspect> byServer = new LinkedHashMap<>();
    for (AttemptEvent event : result.attempts()) {
      Endpoint server = event.attempt().tuple().server();
      Suspect known = byServer.get(server);
      boolean room = known != null || byServer.size() < MOST_SUSPECTS;
      if (!event.attempt().outcome().local()
          && room
          && (known == null || known.sample().served() || !event.served())) {
        byServer.put(server, new Suspect(plan, target(event), event));
      }
    }
    return byServer.values();
  }

  private static Target target(AttemptEvent event) {
    return Target.parse(event.sight().target());
  }
}
