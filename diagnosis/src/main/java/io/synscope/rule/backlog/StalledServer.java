package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Stall;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import java.util.List;

/**
 * A full queue and a server that stands still are one story: which of the two is the root?
 *
 * <p>Where connections that had been served before wait as well, the event loop stands still and
 * the queue is its symptom. Where only connections wait that were never served, they are the queue.
 */
final class StalledServer {
  private static final String[] STALLS = {
    "redis_slow_command", "redis_busy_script", "app_hung", "fd_exhaustion"
  };

  private StalledServer() {}

  static void relate(CaseFile file, Docket docket, Listener listener, Draft overflow) {
    for (Draft stall : docket.at(listener.server(), STALLS)) {
      if (stall.symptomOf().isEmpty() && meanwhile(stall, overflow)) {
        boolean root = stall.hits().stream().anyMatch(StalledServer::servedBefore);
        if (root) {
          overflow.symptomOf(stall.cause().id());
        } else {
          stall.symptomOf(overflow.cause().id());
        }
      }
    }
    for (Stall stall : listener.stalls()) {
      overflow.evidence(
          "the server answered no request on "
              + stall.connections()
              + " connections for "
              + Phrase.span(stall.nanos())
              + ", so it accepted none either",
          List.of(stall.start().frame()),
          "Redis event loop: one thread accepts and serves");
    }
  }

  private static boolean meanwhile(Draft stall, Draft overflow) {
    return stall.hits().isEmpty()
        || overflow.hits().stream()
            .anyMatch(
                victim ->
                    stall.hits().stream()
                        .anyMatch(
                            hit ->
                                victim.firstSeen().nanos() <= hit.lastSeen().nanos()
                                    && victim.lastSeen().nanos() >= hit.firstSeen().nanos()));
  }

  /** The server had spoken on this connection before it fell silent. */
  private static boolean servedBefore(ConnectionAttempt hit) {
    return hit.wire().conversation().replies() > 1
        || hit.wire().conversation().replies() == 1
            && hit.wire().conversation().oldestOutstanding().isPresent();
  }
}
