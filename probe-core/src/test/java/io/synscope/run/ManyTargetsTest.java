package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Outcome;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand targets on one thread. */
class ManyTargetsTest {
  private static final long MILLI = 1_000_000;

  @Test
  void thousandTargets_getTheSameNumberOfAttempts_inTurn() throws Exception {
    try (SmallServer server = new SmallServer("0.0.0.0", 0, SmallServer.answering("+PONG\r\n"))) {
      List<Target> targets =
          IntStream.range(0, 1000)
              .mapToObj(
                  i -> Target.parse("127.7." + i / 250 + "." + (i % 250 + 1) + ":" + server.port()))
              .toList();
      List<AttemptEvent> events = new ArrayList<>();
      ProbePlan plan =
          ProbePlan.of(targets).withSchedule(() -> Arrivals.every(1000 * MILLI), Limit.count(2));
      ProbeResult result = new Probe(plan, listener(events)).run();
      assertThat(result.counts().attemptsServed()).isEqualTo(2000);
      Map<Object, Integer> byServer = new HashMap<>();
      events.forEach(event -> byServer.merge(event.attempt().tuple().server(), 1, Integer::sum));
      assertThat(byServer).hasSize(1000);
      assertThat(byServer.values()).containsOnly(2);
    }
  }

  @Test
  void silentTarget_doesNotDelayAnother() throws Exception {
    try (SmallServer silent = new SmallServer("127.0.0.1", 0, client -> {});
        SmallServer server = new SmallServer("127.0.0.1", 0, SmallServer.answering("+PONG\r\n"))) {
      List<AttemptEvent> events = new ArrayList<>();
      ProbePlan plan =
          ProbePlan.of(
                  List.of(
                      Target.parse("127.0.0.1:" + silent.port()),
                      Target.parse("127.0.0.1:" + server.port())))
              .withSchedule(() -> Arrivals.every(5 * MILLI), Limit.count(20))
              .withTimeout(500 * MILLI)
              .withInFlight(4); // two for each: the silent one is out of room after two attempts
      new Probe(plan, listener(events)).run();
      int lastServed =
          IntStream.range(0, events.size()).filter(i -> events.get(i).served()).max().orElseThrow();
      long silentBefore =
          events.subList(0, lastServed).stream().filter(event -> !event.served()).count();
      assertThat(events).hasSize(40);
      assertThat(silentBefore)
          .as("the server that answers was done before the second round of the silent one")
          .isLessThanOrEqualTo(2);
      assertThat(events)
          .extracting(event -> event.attempt().outcome())
          .containsOnly(Outcome.ESTABLISHED_CLEAN);
    }
  }

  private static ProbeListener listener(List<AttemptEvent> events) {
    return new ProbeListener() {
      @Override
      public void attempted(AttemptEvent event) {
        events.add(event);
      }
    };
  }
}
