package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.ServerWords;
import io.synscope.observation.ServerWords.LatencyEvent;
import io.synscope.observation.ServerWords.SlowEntry;
import io.synscope.rule.RuleBook;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server's SLOWLOG and latency monitor tell of its event loop standing still, a short while
 * ago by its own clock: old entries prove nothing about now.
 */
final class StallVerdicts {
  private static final long RECENT_SECONDS = 60;

  private static final Cause OWN_STALL =
      Cause.named("redis_own_stall", Severity.WARNING)
          .title("Redis stood still for reasons of its own")
          .meaning(
              "Redis's latency monitor measured that its event loop stood still, and not for a"
                  + " client's command: everybody waited meanwhile.")
          .remedy(
              "Let Redis explain what it measured.",
              "redis-cli -h {host} -p {port} LATENCY DOCTOR",
              "It has nothing to report after LATENCY RESET and a busy hour.")
          .remedy(
              "fork: less memory for each process, no transparent huge pages. aof and rdb: a faster"
                  + " disk, or appendfsync everysec. eviction and expire cycles: spread the lifetimes"
                  + " of keys.",
              "cat /sys/kernel/mm/transparent_hugepage/enabled; redis-cli -h {host} -p {port} INFO"
                  + " stats | grep latest_fork_usec",
              "LATENCY LATEST shows shorter times.")
          .cite("Redis latency monitoring: LATENCY LATEST");

  /** What each kind of event means; the others bear telling names. */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "fork", "fork() for a snapshot, a rewrite or a replica",
          "fast-command", "commands that need no time by themselves, so the host held it",
          "expire-cycle", "keys that expire together",
          "eviction-cycle", "eviction",
          "active-defrag-cycle", "defragmentation");

  private final RuleBook book;
  private final ServerWords words;
  private final long nowSeconds;
  private final long slowMillis;

  private StallVerdicts(RuleBook book, ServerWords words, long nowSeconds, long slowMillis) {
    this.book = book;
    this.words = words;
    this.nowSeconds = nowSeconds;
    this.slowMillis = slowMillis;
  }

  /** {@return what stood still; nothing where nothing did} */
  static List<Finding> of(RuleBook book, ServerWords words, long nowSeconds, long slowMillis) {
    StallVerdicts verdicts = new StallVerdicts(book, words, nowSeconds, slowMillis);
    return Stream.of(verdicts.commands(), verdicts.own()).flatMap(Optional::stream).toList();
  }

  /** SLOWLOG leaves out the time in the queue. */
  private Optional<Finding> commands() {
    List<SlowEntry> recent =
        words.slow().stream()
            .filter(entry -> entry.micros() >= slowMillis * 1000)
            .filter(entry -> recently(entry.atSeconds()))
            .toList();
    return recent.stream()
        .max(Comparator.comparingLong(SlowEntry::micros))
        .map(worst -> slow(recent.size(), worst));
  }

  private Finding slow(int count, SlowEntry worst) {
    return new Verdict(book.cause("redis_slow_command").orElseThrow(), words.server())
        .confidence(Confidence.STRONG)
        .count(count)
        .severity(worst.micros() >= 10 * slowMillis * 1000 ? Severity.CRITICAL : Severity.WARNING)
        .say(
            "%s was held by %s for %d ms: everybody else waited."
                .formatted(words.server(), worst.command(), worst.micros() / 1000))
        .evidence(
            "%d entries of %d ms and more in the last %d s, the longest %s with %d us"
                .formatted(count, slowMillis, RECENT_SECONDS, worst.command(), worst.micros()),
            "SLOWLOG GET")
        .ruleOut("app_hung", "the command came to an end")
        .write();
  }

  private Optional<Finding> own() {
    return words.events().stream()
        .filter(event -> !event.event().equals("command")) // SLOWLOG knows which
        .filter(event -> event.lastMillis() >= slowMillis && recently(event.atSeconds()))
        .max(Comparator.comparingLong(LatencyEvent::lastMillis))
        .map(this::stood);
  }

  private Finding stood(LatencyEvent event) {
    return new Verdict(OWN_STALL, words.server())
        .confidence(Confidence.STRONG)
        .say(
            "%s stood still for %d ms %d s ago: %s."
                .formatted(
                    words.server(),
                    event.lastMillis(),
                    Math.max(0, nowSeconds - event.atSeconds()),
                    MEANINGS.getOrDefault(event.event(), event.event())))
        .evidence(
            "LATENCY LATEST: %s %d ms, %d ms at worst since it was reset"
                .formatted(event.event(), event.lastMillis(), event.worstMillis()),
            OWN_STALL.cite())
        .ruleOut("redis_slow_command", "the monitor counts it apart from commands")
        .write();
  }

  private boolean recently(long atSeconds) {
    return nowSeconds - atSeconds <= RECENT_SECONDS;
  }
}
