package io.synscope.settle;

import io.synscope.observation.Outcome;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.run.AttemptEvent;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import java.util.List;

/**
 * A few connects at once: a full accept queue lets some in whenever the server takes others out, a
 * firewall treats all alike.
 */
final class Burst implements Separator {
  private static final int SIZE = 16;

  @Override
  public boolean concerns(Suspect suspect) {
    return suspect.outcome() == Outcome.UNANSWERED
        || suspect.outcome() == Outcome.GHOST_ESTABLISHED
        || suspect.outcome() == Outcome.ESTABLISHED_RETRIED;
  }

  @Override
  public SettlingTest test(Suspect suspect) throws InterruptedException {
    List<AttemptEvent> events =
        Suspect.attempts(
            suspect
                .plan()
                .withTargets(List.of(suspect.same()))
                .connectOnly()
                .withSchedule(() -> Arrivals.bursts(SIZE, 1), Limit.count(SIZE)));
    long established =
        events.stream().filter(event -> event.attempt().outcome().established()).count();
    String did = "connected " + SIZE + " times at once";
    String saw = established + " of " + SIZE + " were established";
    Showing showing =
        established == 0
            ? Showing.BURST_SILENT
            : established < SIZE ? Showing.BURST_MIXED : inTime(suspect);
    return new SettlingTest(suspect.server(), showing, did, saw);
  }

  private static Showing inTime(Suspect suspect) {
    return suspect.outcome() == Outcome.UNANSWERED ? Showing.SILENCE_ENDED : Showing.NOTHING;
  }
}
