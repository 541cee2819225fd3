package io.synscope.rule.client;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Party;
import io.synscope.rule.Listener;
import java.util.Comparator;
import java.util.List;

/**
 * Clients that closed while something waited that may wait (BLPOP, XREAD BLOCK, a subscription):
 * each after the same time, but not in the same moment, so that it is their timeout and not the end
 * of their work.
 */
final class BlockedTooLong {
  private static final long LEAST_NANOS = 500_000_000L;
  private static final int ENOUGH = 3;
  private static final int SPREAD_SHARE = 20;
  private static final int MOMENT_SHARE = 4;

  private BlockedTooLong() {}

  /** {@return these connections, the least patient first; none where their patience differs} */
  static List<ConnectionAttempt> at(Listener listener) {
    List<ConnectionAttempt> closed =
        listener.attempts().stream()
            .filter(BlockedTooLong::closed)
            .sorted(Comparator.comparingLong(BlockedTooLong::patience))
            .toList();
    if (closed.size() < ENOUGH) {
      return List.of();
    }
    long shortest = patience(closed.get(0));
    long longest = patience(closed.get(closed.size() - 1));
    long first = closed.stream().mapToLong(BlockedTooLong::ended).min().orElse(0);
    long last = closed.stream().mapToLong(BlockedTooLong::ended).max().orElse(0);
    boolean alike = longest - shortest <= shortest / SPREAD_SHARE;
    return alike && last - first >= shortest / MOMENT_SHARE ? closed : List.of();
  }

  private static boolean closed(ConnectionAttempt attempt) {
    Conversation talk = attempt.wire().conversation();
    Ending ending = attempt.wire().ending();
    return talk.blocked()
        && !talk.replication()
        && !talk.quit()
        && ending.at().seen()
        && ending.by() == Party.CLIENT
        && patience(attempt) >= LEAST_NANOS;
  }

  private static long ended(ConnectionAttempt attempt) {
    return attempt.wire().ending().at().nanos();
  }

  /** {@return how long nothing had come when the client closed} */
  static long patience(ConnectionAttempt attempt) {
    return attempt.wire().ending().quietNanos();
  }
}
