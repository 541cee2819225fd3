package io.synscope.cli.diagnose;

import io.synscope.finding.Finding;
import io.synscope.observation.ServerWords;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened when, of all witnesses on one clock: this run, its first failures, and what the
 * server tells of its last minutes, moved by the difference between its clock and ours.
 */
final class Timeline {
  private static final long WINDOW_SECONDS = 600;
  private static final int MOST = 12;
  private static final long NANOS = 1_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final long nowSeconds;
  private final List<Event> events = new ArrayList<>();

  /** One thing that happened; {@code exact} to the millisecond, or to the second. */
  private record Event(long nanos, boolean exact, String what) {
    String line() {
      String time = TIME.format(Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS));
      return "when: " + (exact ? time : time.substring(0, 8) + "    ") + "  " + what;
    }
  }

  Timeline(long nowSeconds) {
    this.nowSeconds = nowSeconds;
  }

  Timeline run(ProbeResult probe) {
    at(probe.firstNanos(), "this run begins");
    at(probe.lastNanos(), "its last attempt is over");
    probe.attempts().stream()
        .filter(event -> !event.served())
        .min(Comparator.comparingLong(event -> event.attempt().lastSeen().nanos()))
        .ifPresent(event -> at(event.attempt().lastSeen().nanos(), failed(event)));
    return this;
  }

  private static String failed(AttemptEvent event) {
    return "the first attempt fails: "
        + event.story().word()
        + (event.reason().isEmpty() ? "" : ", " + event.reason());
  }

  Timeline findings(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.first().nanos() > 0) {
        at(finding.first().nanos(), "first sign of " + finding.cause().id());
      }
    }
    return this;
  }

  Timeline server(ServerWords words) {
    long ahead = words.nowSeconds(nowSeconds) - nowSeconds;
    ago(words.number("uptime_in_seconds"), words.server() + " was started");
    ago(words.number("master_link_down_since_seconds"), words.server() + " lost its primary");
    second(words.number("rdb_last_save_time") - ahead, "its last snapshot was complete");
    words.slow().stream()
        .sorted(Comparator.comparingLong(ServerWords.SlowEntry::micros).reversed())
        .limit(3)
        .forEach(
            slow ->
                second(
                    slow.atSeconds() - ahead,
                    "%s held Redis for %d ms".formatted(slow.command(), slow.micros() / 1000)));
    words
        .events()
        .forEach(
            event ->
                second(
                    event.atSeconds() - ahead,
                    "Redis stood still for %d ms: %s"
                        .formatted(event.lastMillis(), event.event())));
    return this;
  }

  private void at(long nanos, String what) {
    events.add(new Event(nanos, true, what));
  }

  private void ago(long seconds, String what) {
    if (seconds >= 0) {
      second(nowSeconds - seconds, what);
    }
  }

  private void second(long epochSeconds, String what) {
    if (nowSeconds - epochSeconds <= WINDOW_SECONDS && epochSeconds <= nowSeconds + 1) {
      events.add(new Event(epochSeconds * NANOS, false, what));
    }
  }

  /** {@return the newest events, oldest first, a line each} */
  List<String> lines() {
    List<Event> sorted =
        events.stream().sorted(Comparator.comparingLong(Event::nanos)).distinct().toList();
    return sorted.stream().skip(Math.max(0, sorted.size() - MOST)).map(Event::line).toList();
  }
}
