package io.synscope.run;

import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs probes inside a namespace. */
final class LabProbe {
  static final long MILLI = 1_000_000;

  private LabProbe() {}

  /** One attempt to one target. */
  static AttemptEvent one(Namespace from, String target) {
    return one(from, target, plan -> plan);
  }

  static AttemptEvent one(Namespace from, String target, UnaryOperator<ProbePlan> change) {
    List<AttemptEvent> events = run(from, plan -> change.apply(plan), target);
    if (events.size() != 1) {
      throw new AssertionError("one attempt was wanted, these were made: " + events);
    }
    return events.get(0);
  }

  /**
   * One attempt to each target, all at once unless {@code change} says otherwise, in the order in
   * which they ended.
   */
  static List<AttemptEvent> run(
      Namespace from, UnaryOperator<ProbePlan> change, String... targets) {
    List<AttemptEvent> events = new ArrayList<>();
    ProbePlan plan =
        ProbePlan.of(Arrays.stream(targets).map(Target::parse).toList())
            .withSchedule(() -> Arrivals.every(MILLI), Limit.count(1))
            .withTimeout(1500 * MILLI);
    ProbeListener listener =
        new ProbeListener() {
          @Override
          public void attempted(AttemptEvent event) {
            events.add(event);
          }
        };
    from.call(() -> new Probe(change.apply(plan), listener).run());
    return events;
  }

  /** {@return a socket of that host that listens and accepts nobody} */
  static ServerSocket listen(Namespace server, int port, int backlog) {
    return server.call(
        () -> {
          ServerSocket socket = new ServerSocket();
          socket.setReuseAddress(true);
          socket.bind(new InetSocketAddress(InetAddress.getByName(Lab.SERVER), port), backlog);
          return socket;
        });
  }
}
