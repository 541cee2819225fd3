package io.synscope.analysis;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.SentHalf;
import io.synscope.report.ExchangeSummary.ClientLine;
import io.synscope.report.ExchangeSummary.Habit;
import io.synscope.rule.Phrase;
import io.synscope.statistics.Regularity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one client appears to do, by all its connections to one server: the settings of its library
 * and of its pool, as far as packets betray them.
 *
 * <p>A habit is told only when it was seen more than once. It accuses nobody: findings do that.
 */
final class ClientHabits {
  private static final long BURST_NANOS = 100_000_000L;
  private static final int BURST = 5;
  private static final int TIMEOUTS = 2;
  private static final double SAME = 0.1; // a timeout is a number in somebody's configuration
  private static final int RETRIES = 3;
  private static final double GROWS = 1.5;
  private static final int PROBES = 2;
  private static final int CHECKS = 5;
  private static final double EVEN = 0.1;
  private static final long CHECK_NANOS = 1_000_000_000L;
  private static final int CHECK_REQUESTS = 3;

  private final List<ConnectionAttempt> attempts;

  private ClientHabits(List<ConnectionAttempt> attempts) {
    this.attempts = attempts;
  }

  private record Pair(String client, String server) {
    static Pair of(ConnectionAttempt attempt) {
      return new Pair(
          attempt.tuple().client().address().toString(), attempt.tuple().server().toString());
    }
  }

  /** {@return the same lines with what the attempts tell of each client's habits} */
  static List<ClientLine> into(List<ClientLine> lines, List<ConnectionAttempt> attempts) {
    Map<Pair, List<ConnectionAttempt>> byPair = new HashMap<>();
    attempts.forEach(a -> byPair.computeIfAbsent(Pair.of(a), pair -> new ArrayList<>()).add(a));
    return lines.stream()
        .map(
            line -> {
              Pair pair = new Pair(line.client(), line.server());
              return line.withHabits(of(byPair.getOrDefault(pair, List.of())));
            })
        .toList();
  }

  /** {@return the habits of a client whose attempts at one server these are, by time} */
  static List<Habit> of(List<ConnectionAttempt> attempts) {
    ClientHabits habits = new ClientHabits(attempts);
    return Stream.of(
            habits.poolSize(),
            habits.connectBurst(),
            habits.reconnectBackoff(),
            habits.commandTimeout(),
            habits.keepAlive(),
            habits.healthCheck(),
            habits.splitWrites())
        .flatMap(Optional::stream)
        .toList();
  }

  /** The most connections that were established at the same time. */
  private Optional<Habit> poolSize() {
    List<long[]> changes = new ArrayList<>(); // time, +1 or -1
    for (ConnectionAttempt attempt : attempts) {
      if (attempt.outcome().established()) {
        Ending ending = attempt.wire().ending();
        changes.add(new long[] {attempt.firstSeen().nanos(), 1});
        if (ending.at().seen()) {
          changes.add(new long[] {ending.at().nanos(), -1});
        }
      }
    }
    changes.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    long open = 0;
    long most = 0;
    for (long[] change : changes) {
      open += change[1];
      most = Math.max(most, open);
    }
    return most < 2
        ? Optional.empty()
        : Optional.of(
            new Habit(
                "pool_size",
                most,
                established(),
                "holds up to " + Phrase.count(most, "connection") + " at a time"));
  }

  private long established() {
    return attempts.stream().filter(attempt -> attempt.outcome().established()).count();
  }

  /** The most connects within a tenth of a second. */
  private Optional<Habit> connectBurst() {
    List<Long> begun = begun(attempts);
    int most = 0;
    long bursts = 0;
    long counted = Long.MIN_VALUE;
    int start = 0;
    for (int end = 0; end < begun.size(); end++) {
      while (begun.get(end) - begun.get(start) > BURST_NANOS) {
        start++;
      }
      most = Math.max(most, end - start + 1);
      if (end - start + 1 >= BURST && begun.get(start) > counted) {
        bursts++;
        counted = begun.get(end) + BURST_NANOS;
      }
    }
    return most < BURST
        ? Optional.empty()
        : Optional.of(
            new Habit("connect_burst", most, bursts, "opens up to " + most + " within 0.1 s"));
  }

  private static List<Long> begun(List<ConnectionAttempt> attempts) {
    return attempts.stream()
        .map(attempt -> attempt.wire().handshake().firstSyn())
        .filter(Moment::seen)
        .map(Moment::nanos)
        .sorted()
        .toList();
  }

  /** Pauses between an attempt that failed and the next one, which began after its end. */
  private Optional<Habit> reconnectBackoff() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < attempts.size(); i++) {
      ConnectionAttempt failed = attempts.get(i - 1);
      long pause = attempts.get(i).firstSeen().nanos() - failed.lastSeen().nanos();
      if (refused(failed) && pause > 0) {
        pauses.add(pause);
      }
    }
    if (pauses.size() < RETRIES) {
      return Optional.empty();
    }
    long first = pauses.get(0);
    long last = pauses.get(pauses.size() - 1);
    List<Long> sorted = pauses.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    boolean grows = sorted.equals(pauses) && last >= first * GROWS;
    boolean even = same(sorted.get(0), median) && same(sorted.get(sorted.size() - 1), median);
    String words =
        grows
            ? "waits longer before each new try: " + Phrase.range(first, last)
            : "tries again " + Phrase.span(median) + " after a refusal";
    return grows || even
        ? Optional.of(new Habit("reconnect_backoff", median, pauses.size(), words))
        : Optional.empty();
  }

  private static boolean refused(ConnectionAttempt attempt) {
    return attempt.outcome() == Outcome.REFUSED_RST || attempt.outcome() == Outcome.REFUSED_ICMP;
  }

  private static boolean same(long one, long other) {
    return Math.abs(one - other) <= SAME * other;
  }

  /** How long a reply was waited for when the client closed. */
  private Optional<Habit> commandTimeout() {
    List<Long> waits =
        attempts.stream()
            .map(attempt -> attempt.wire())
            .filter(wire -> wire.ending().at().seen() && wire.ending().by() == Party.CLIENT)
            .flatMap(
                wire ->
                    wire
                        .conversation()
                        .oldestOutstanding()
                        .map(Exchange::requestEnd)
                        .filter(Moment::seen)
                        .map(asked -> wire.ending().at().since(asked))
                        .stream())
            .filter(wait -> wait > 0)
            .sorted()
            .toList();
    if (waits.size() < TIMEOUTS) {
      return Optional.empty();
    }
    long median = waits.get(waits.size() / 2);
    return same(waits.get(0), median) && same(waits.get(waits.size() - 1), median)
        ? Optional.of(
            new Habit(
                "command_timeout",
                median,
                waits.size(),
                "gives up a command after " + Phrase.span(median)))
        : Optional.empty();
  }

  /** The silence after which its kernel asks whether the other end is still there. */
  private Optional<Habit> keepAlive() {
    List<SentHalf> probing =
        attempts.stream()
            .map(attempt -> attempt.wire().fromClient())
            .filter(half -> half.keepAliveAfterNanos() > 0)
            .toList();
    long probes = probing.stream().mapToLong(SentHalf::keepAlives).sum();
    long after = probing.stream().mapToLong(SentHalf::keepAliveAfterNanos).min().orElse(0);
    return probes < PROBES
        ? Optional.empty()
        : Optional.of(
            new Habit(
                "keepalive",
                after,
                probes,
                "sends a TCP keepalive after " + Phrase.span(after) + " of silence"));
  }

  /** Short connections that come like a clock. */
  private Optional<Habit> healthCheck() {
    List<ConnectionAttempt> brief =
        attempts.stream().filter(attempt -> attempt.outcome().established()).toList();
    List<Long> begun = begun(brief);
    boolean all =
        brief.size() >= CHECKS
            && begun.size() == brief.size()
            && brief.stream().allMatch(ClientHabits::brief)
            && Regularity.variation(begun) <= EVEN;
    if (!all) {
      return Optional.empty();
    }
    long period = (begun.get(begun.size() - 1) - begun.get(0)) / (begun.size() - 1);
    return Optional.of(
        new Habit(
            "health_check_period",
            period,
            begun.size(),
            "comes for a moment every " + Phrase.span(period) + ", as a health check does"));
  }

  private static boolean brief(ConnectionAttempt attempt) {
    Ending ending = attempt.wire().ending();
    return ending.at().seen()
        && ending.at().since(attempt.firstSeen()) <= CHECK_NANOS
        && attempt.wire().conversation().requests() <= CHECK_REQUESTS;
  }

  /** Small writes that waited for the ACK of the one before (RFC 896 with RFC 1122 4.2.3.2). */
  private Optional<Habit> splitWrites() {
    long stalls =
        attempts.stream().mapToLong(attempt -> attempt.wire().fromClient().nagleStalls()).sum();
    return stalls < 2
        ? Optional.empty()
        : Optional.of(
            new Habit(
                "split_writes",
                stalls,
                stalls,
                "writes a request in pieces without TCP_NODELAY ("
                    + Phrase.count(stalls, "wait")
                    + " for a delayed ACK)"));
  }
}
