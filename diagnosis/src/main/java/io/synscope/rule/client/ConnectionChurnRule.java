package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client opens a connection for every request or two. */
public final class ConnectionChurnRule implements Rule {
  private static final int MANY = 20;
  private static final int FEW_REQUESTS = 2;
  private static final double ONE_AFTER_ANOTHER = 0.25;
  private static final double OFTEN = 1; // a second: more seldom, it is a health check

  private static final Cause CAUSE =
      Cause.named("connection_churn", Severity.WARNING)
          .title("A connection for every request")
          .meaning(
              "The client opens, uses once and closes its connections, one after another: each"
                  + " request pays for a handshake, and each close leaves a port in TIME-WAIT for a"
                  + " minute.")
          .remedy(
              "Use a pool, or one connection for the life of the process.",
              "redis.ConnectionPool (redis-py), JedisPool (Jedis), one client object per process"
                  + " (Lettuce, ioredis, node-redis)",
              "redis-cli -h {host} -p {port} INFO stats: total_connections_received stands nearly"
                  + " still.")
          .remedy(
              "Until then, watch the client's ports: 28,000 in TIME-WAIT mean that connect fails"
                  + " with EADDRNOTAVAIL.",
              "ss -Htan state time-wait dst {host} | wc -l; sysctl net.ipv4.ip_local_port_range",
              "The number stays far below the range.")
          .nextTest(
              "redis-cli -h {host} -p {port} INFO stats twice: total_connections_received per second")
          .cite("RFC 9293 3.6.1 (TIME-WAIT); Linux ip_local_port_range");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Map<Address, List<ConnectionAttempt>> byClient =
          listener.matching(Trait.SHORT_LIVED, ConnectionChurnRule::shortLived).stream()
              .collect(
                  Collectors.groupingBy(
                      attempt -> attempt.tuple().client().address(),
                      TreeMap::new,
                      Collectors.toList()));
      byClient.values().stream()
          .filter(churn -> churn.size() >= MANY)
          .filter(churn -> perSecond(churn) >= OFTEN)
          .filter(churn -> mostAtOnce(churn) <= ONE_AFTER_ANOTHER * churn.size())
          .forEach(churn -> write(docket.find(CAUSE).at(listener.server()), listener, churn));
    }
  }

  private static void write(Draft draft, Listener listener, List<ConnectionAttempt> churn) {
    draft
        .hits(churn)
        .confidence(Confidence.LIKELY)
        .say(
            "%s opened %d connections to %s one after another (%.0f a second), each for a request or"
                + " two.",
            churn.get(0).tuple().client().address(),
            churn.size(),
            listener.server(),
            perSecond(churn))
        .ruleOut("accept_queue_overflow", "every handshake was answered at once")
        .evidence(
            "handshake, at most "
                + Phrase.count(FEW_REQUESTS, "request")
                + ", the client's FIN, again and again",
            Frames.ofAttempts(churn, hit -> Frames.of(hit.firstSeen(), hit.wire().ending().at())),
            CAUSE.cite());
  }

  private static double perSecond(List<ConnectionAttempt> churn) {
    long span = churn.get(churn.size() - 1).firstSeen().since(churn.get(0).firstSeen());
    return span == 0 ? churn.size() : (churn.size() - 1) * 1e9 / span;
  }

  private static boolean shortLived(ConnectionAttempt attempt) {
    return attempt.outcome().established()
        && RedisTalk.heard(attempt)
        && attempt.wire().conversation().requests() <= FEW_REQUESTS
        && attempt.wire().ending().how() == Ending.How.CLOSED
        && attempt.wire().ending().by() == Party.CLIENT;
  }

  private static int mostAtOnce(List<ConnectionAttempt> attempts) {
    List<long[]> edges = new ArrayList<>();
    for (ConnectionAttempt attempt : attempts) {
      edges.add(new long[] {attempt.firstSeen().nanos(), 1});
      edges.add(new long[] {attempt.wire().ending().at().nanos(), -1});
    }
    edges.sort(Comparator.<long[]>comparingLong(edge -> edge[0]).thenComparingLong(e -> e[1]));
    int open = 0;
    int most = 0;
    for (long[] edge : edges) {
      open += (int) edge[1];
      most = Math.max(most, open);
    }
    return most;
  }
}
