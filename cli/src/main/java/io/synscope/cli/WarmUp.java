package io.synscope.cli;

import io.synscope.cli.demo.DemoServer;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.IOException;
import java.util.List;

/**
 * A run on loopback whose results are thrown away: in it the virtual machine loads and compiles
 * what it will measure with, so that a first short probe does not time the loading of classes.
 */
final class WarmUp {
  private static final int ATTEMPTS = 100;
  private static final long INTERVAL_NANOS = 1_000_000;

  private WarmUp() {}

  /** Warms what makes a connection for each request. */
  static void run() throws InterruptedException {
    run(0);
  }

  /** Warms that, and what asks on so many kept connections. */
  static void run(int connections) throws InterruptedException {
    try (DemoServer server = DemoServer.start()) {
      ProbePlan plan =
          ProbePlan.of(List.of(Target.parse("127.0.0.1:" + server.port())))
              .withSchedule(() -> Arrivals.every(INTERVAL_NANOS), Limit.count(ATTEMPTS));
      new Probe(plan, ProbeListener.NONE).run();
      if (connections > 0) {
        new Probe(plan.withConnections(1, 1), ProbeListener.NONE).run();
      }
    } catch (IOException e) {
      System.getLogger(WarmUp.class.getName())
          .log(System.Logger.Level.DEBUG, "no warm-up on loopback", e);
    }
  }
}
