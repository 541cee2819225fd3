package io.synscope.rule.idle;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Party;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Rule;
import java.util.List;
import java.util.stream.LongStream;

/** Redis closes connections that have been idle for its {@code timeout}. */
public final class ServerIdleTimeoutRule implements Rule {
  private static final long LEAST_PAUSE_NANOS = 1_000_000_000L;
  private static final long CRON_NANOS = 1_100_000_000L; // Redis looks once a second

  /** Ends so far apart are no one moment; what varies by a tenth of that follows the last words. */
  private static final long IN_STEP_NANOS = 100_000_000L;

  private static final int IN_STEP_SHARE = 10;

  private static final Cause CAUSE =
      Cause.named("server_idle_timeout", Severity.WARNING)
          .title("The server closes idle connections")
          .meaning(
              "The server closes connections that have said nothing for its idle timeout; a client"
                  + " that does not notice the FIN sends its next request into a closed connection"
                  + " and gets a reset.")
          .remedy(
              "Read the server's idle timeout, and set it to 0 or above the pool's idle time.",
              "redis-cli -h {host} -p {port} CONFIG GET timeout   # CONFIG SET timeout 0",
              "INFO clients: connections stay; no FIN after a pause.")
          .remedy(
              "Or let the pool retire or check idle connections before the server does.",
              "idle eviction below the server's timeout (Jedis: minEvictableIdleTimeMillis),"
                  + " health_check_interval (redis-py)",
              "No request fails after a quiet period.")
          .nextTest(
              "redis-cli -h {host} -p {port} CONFIG GET timeout: equals the pause, in seconds")
          .cite("redis.conf: timeout; RFC 9293 3.6");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> closed =
          listener.with(Story.CLOSED_BY_SERVER_FIN).stream()
              .filter(ServerIdleTimeoutRule::closedWhenIdle)
              .toList();
      if (!closed.isEmpty()) {
        judge(docket, listener, closed);
      }
    }
  }

  private static void judge(Docket docket, Listener listener, List<ConnectionAttempt> closed) {
    long shortest = pauses(closed).min().orElse(0);
    long longest = pauses(closed).max().orElse(0);
    boolean regular = longest - shortest <= Math.max(CRON_NANOS, shortest / 10);
    boolean differentTimes = spread(closed) > CRON_NANOS;
    boolean busyLived = listener.attempts().stream().anyMatch(a -> livedOn(a, closed.get(0)));
    if (regular && (differentTimes || busyLived || inStep(closed, longest - shortest))) {
      write(docket.find(CAUSE).at(listener.server()), closed, shortest, longest, busyLived);
    } else if (listener.attempts().size() == 1 && resets(closed) == 1) {
      write(docket.find(CAUSE).at(listener.server()), closed, shortest, longest, false)
          .confidence(Confidence.POSSIBLE)
          .alternative("redis_restart");
    } // else all at one moment and nobody left: a kill, a restart, or chance
  }

  /** Each was closed as much later than the others as it had spoken later: a clock of its own. */
  private static boolean inStep(List<ConnectionAttempt> closed, long variation) {
    long apart = spread(closed);
    return apart >= IN_STEP_NANOS && variation * IN_STEP_SHARE <= apart;
  }

  private static Draft write(
      Draft draft, List<ConnectionAttempt> closed, long shortest, long longest, boolean busyLived) {
    draft
        .hits(closed)
        .confidence(closed.size() >= 3 ? Confidence.STRONG : Confidence.LIKELY)
        .say(
            "%s closed %s after %s of silence, nothing being asked: its idle timeout.",
            closed.get(0).tuple().server(),
            Phrase.count(closed.size(), "connection"),
            Phrase.range(shortest, longest))
        .evidence(
            "the server's FIN came first, always after the same pause, with no request outstanding",
            Frames.ofAttempts(
                closed,
                hit -> Frames.of(hit.wire().ending().lastSpoken(), hit.wire().ending().at())),
            CAUSE.cite());
    if (busyLived) {
      draft.ruleOut("redis_restart", "connections that were in use at that time lived on");
    } else {
      draft.alternative("redis_client_kill");
    }
    long resets = resets(closed);
    if (resets > 0) {
      draft.evidence(
          Phrase.count(resets, "client")
              + " did not notice and sent another request, which was answered by RST",
          Frames.ofAttempts(
              closed, hit -> hit.wire().resets().stream().map(r -> r.at().frame()).toList()),
          "RFC 9293 3.10.7.1");
    }
    return draft;
  }

  /** {@return how many clients did not notice and were answered by RST} */
  private static long resets(List<ConnectionAttempt> closed) {
    return closed.stream().filter(hit -> hit.wire().ending().how() == Ending.How.RESET).count();
  }

  private static boolean closedWhenIdle(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    return wire.ending().by() == Party.SERVER
        && wire.ending().quietNanos() >= LEAST_PAUSE_NANOS
        && RedisTalk.plausible(attempt);
  }

  private static LongStream pauses(List<ConnectionAttempt> closed) {
    return closed.stream().mapToLong(hit -> hit.wire().ending().quietNanos());
  }

  private static long spread(List<ConnectionAttempt> closed) {
    long first = closed.stream().mapToLong(a -> a.wire().ending().at().nanos()).min().orElse(0);
    long last = closed.stream().mapToLong(a -> a.wire().ending().at().nanos()).max().orElse(0);
    return last - first;
  }

  /** This one was established before that one was closed, and was answered afterwards. */
  private static boolean livedOn(ConnectionAttempt other, ConnectionAttempt closed) {
    long at = closed.wire().ending().at().nanos();
    return other.firstSeen().nanos() < at
        && other.wire().fromServer().volume().lastData().seen()
        && other.wire().fromServer().volume().lastData().nanos() > at;
  }
}
