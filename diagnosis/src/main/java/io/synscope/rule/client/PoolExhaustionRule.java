package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;
import java.util.TreeMap;

/** A fixed number of connections is busy without a pause: whoever waits, waits in the client. */
public final class PoolExhaustionRule implements Rule {
  private static final int REQUESTS_EACH = 20;
  private static final double BUSY = 0.9;
  private static final int SMALLEST_POOL = 2;

  private static final Cause CAUSE =
      Cause.named("pool_exhaustion", Severity.WARNING)
          .title("The client's connection pool is saturated")
          .meaning(
              "All connections of the client are busy back to back: the next request follows each"
                  + " reply at once, and no connection is opened. On the wire all is well; threads"
                  + " of the client wait for a connection, and that wait is in no packet.")
          .remedy(
              "Look at the pool's own figures: waiting threads, time to borrow.",
              "JMX org.apache.commons.pool2 (Jedis): NumWaiters, MeanBorrowWaitTimeMillis",
              "Nobody waits for a connection.")
          .remedy(
              "Raise the pool's size to what the load needs: requests per second times seconds per"
                  + " request.",
              "maxTotal (Jedis), max_connections (redis-py)",
              "Connections have pauses between requests, and the application's latency falls.")
          .remedy(
              "Or need fewer round trips: pipelines, MGET, a multiplexing client.",
              "",
              "Fewer requests carry the same work.")
          .nextTest(
              "compare the application's own timing with the wire's: the difference is the wait")
          .cite("Little's law; the client library's pool metrics");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      if (listener.with(Trait.BUSY).size() < SMALLEST_POOL) {
        continue;
      }
      new TreeMap<>(listener.byClient())
          .values().stream()
              .filter(pool -> pool.size() >= SMALLEST_POOL)
              .filter(pool -> pool.stream().allMatch(attempt -> saturated(file, attempt)))
              .filter(PoolExhaustionRule::together)
              .forEach(pool -> write(docket, listener, pool));
    }
  }

  private static void write(Docket docket, Listener listener, List<ConnectionAttempt> pool) {
    long requests = pool.stream().mapToLong(a -> a.wire().conversation().requests()).sum();
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(pool)
            .confidence(Confidence.LIKELY)
            .say(
                "All %d connections of %s to %s are busy without a pause (%d requests, the next"
                    + " follows each reply at once), and no other is opened.",
                pool.size(), pool.get(0).tuple().client().address(), listener.server(), requests)
            .ruleOut("random_loss", "nothing is sent again")
            .evidence(
                "a request outstanding on every connection nearly all the time",
                Frames.ofAttempts(
                    pool,
                    hit ->
                        Frames.of(
                            hit.wire().fromClient().volume().firstData(),
                            hit.wire().fromClient().volume().lastData())),
                CAUSE.cite());
    docket.at(listener.server(), "redis_slow_command", "random_loss").stream()
        .findFirst()
        .ifPresent(root -> draft.symptomOf(root.cause().id()));
  }

  /** The client's pause between a reply and the next request is short beside the round trip. */
  private static boolean saturated(CaseFile file, ConnectionAttempt attempt) {
    Conversation talk = attempt.wire().conversation();
    if (talk.requests() < REQUESTS_EACH || talk.clientInterval() == 0) {
      return false;
    }
    if (file.vantage() == Vantage.CLIENT) {
      return talk.busyShare() >= BUSY;
    }
    long roundTrip = attempt.handshakeNanos();
    return file.vantage() == Vantage.SERVER
        && roundTrip > 0
        && talk.clientInterval() - roundTrip <= roundTrip * (1 - BUSY);
  }

  /** All were open at the same time: none was opened after the first had ended. */
  private static boolean together(List<ConnectionAttempt> pool) {
    long lastOpened = pool.stream().mapToLong(a -> a.firstSeen().nanos()).max().orElse(0);
    long firstEnded = pool.stream().mapToLong(a -> a.lastSeen().nanos()).min().orElse(0);
    return lastOpened < firstEnded;
  }
}
