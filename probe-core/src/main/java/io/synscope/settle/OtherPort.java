package io.synscope.settle;

import io.synscope.observation.Outcome;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Connects to other ports of the same host, and says nothing there.
 *
 * <p>A RST is as good as a SYN-ACK: host and path are alive in both directions, and only the one
 * port is silent.
 */
final class OtherPort implements Separator {
  private static final int[] PORTS = {1, 22, 443}; // surely closed; often open; often let through

  @Override
  public boolean concerns(Suspect suspect) {
    return suspect.outcome() == Outcome.UNANSWERED;
  }

  @Override
  public SettlingTest test(Suspect suspect) throws InterruptedException {
    List<Target> targets =
        IntStream.of(PORTS)
            .filter(port -> port != suspect.server().port())
            .mapToObj(suspect::port)
            .toList();
    ProbePlan plan = suspect.plan().withTargets(targets).connectOnly();
    List<AttemptEvent> events =
        Suspect.attempts(plan.withSchedule(() -> Arrivals.every(1), Limit.count(1)));
    String did = "connected to ports " + ports(targets) + " of the same host";
    Optional<AttemptEvent> answered =
        events.stream().filter(event -> answeredByHost(event)).findFirst();
    if (answered.isEmpty()) {
      return new SettlingTest(
          suspect.server(), Showing.OTHER_PORTS_SILENT, did, "none of them answered either");
    }
    int port = answered.get().attempt().tuple().server().port();
    String how =
        answered.get().attempt().outcome() == Outcome.REFUSED_RST ? "with RST" : "with SYN-ACK";
    String saw =
        "port "
            + port
            + " answered "
            + how
            + ": the host is up and reachable, only port "
            + suspect.server().port()
            + " is silent";
    return new SettlingTest(suspect.server(), Showing.OTHER_PORT_ANSWERS, did, saw);
  }

  private static boolean answeredByHost(AttemptEvent event) {
    return event.attempt().outcome() == Outcome.REFUSED_RST
        || event.attempt().outcome().established();
  }

  private static String ports(List<Target> targets) {
    return String.join(
        ", ", targets.stream().map(target -> Integer.toString(target.port())).toList());
  }
}
