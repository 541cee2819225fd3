package io.synscope.settle;

import io.synscope.exchange.Request;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import java.util.List;

/**
 * A small and a large reply, a small and a large request: a path that drops full segments shows
 * here and nowhere else.
 */
final class Sizes implements Separator {
  private static final int LARGE_BYTES = 8000; // several segments at any usual MTU but jumbo frames
  private static final Request PING = Request.of("PING");
  private static final Request LARGE_REPLY = Request.of("COMMAND");
  private static final Request LARGE_REQUEST = Request.of("ECHO", "x".repeat(LARGE_BYTES));

  @Override
  public boolean concerns(Suspect suspect) {
    return suspect.outcome().established();
  }

  @Override
  public SettlingTest test(Suspect suspect) throws InterruptedException {
    String did = "small reply, large reply, large request";
    if (!ask(suspect, PING).sight().replied()) {
      return new SettlingTest(
          suspect.server(), Showing.NOTHING, did, "not even a small reply came");
    }
    AttemptEvent reply = ask(suspect, LARGE_REPLY);
    if (!reply.sight().replied() && reply.sight().unacknowledged() == 0) {
      return new SettlingTest(
          suspect.server(),
          Showing.LARGE_REPLY_LOST,
          did,
          "PING was answered, COMMAND, whose reply fills segments, was not");
    }
    AttemptEvent request = ask(suspect, LARGE_REQUEST);
    if (!request.sight().replied()) {
      return new SettlingTest(
          suspect.server(),
          Showing.LARGE_REQUEST_LOST,
          did,
          "PING was answered, ECHO with " + LARGE_BYTES + " bytes was not: " + request.reason());
    }
    return new SettlingTest(
        suspect.server(), Showing.SIZE_DOES_NOT_MATTER, did, "all of them were answered");
  }

  private static AttemptEvent ask(Suspect suspect, Request request) throws InterruptedException {
    ProbePlan plan =
        suspect
            .plan()
            .withTargets(List.of(suspect.same()))
            .withRequest(request, 1)
            .withSchedule(() -> Arrivals.every(1), Limit.count(1));
    return Suspect.attempts(plan).get(0);
  }
}
