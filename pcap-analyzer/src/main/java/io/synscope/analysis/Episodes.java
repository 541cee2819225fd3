package io.synscope.analysis;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings of one look after another: when each begins to be certain, and when it is over.
 *
 * <p>What is proven is certain at once, what is likely when two looks in a row agree. It is over
 * when it has not been found in three. Remembered are the newest of those that are over.
 */
final class Episodes {
  private static final int OVER_AFTER = 3;
  private static final int REMEMBERED = 256;

  private final Map<String, Episode> open = new LinkedHashMap<>();
  private final Map<String, Finding> past = new LinkedHashMap<>();
  private final List<Finding> begun = new ArrayList<>();
  private final List<Finding> ended = new ArrayList<>();

  private static final class Episode {
    private Finding newest;
    private int seen;
    private int missed;
    private boolean told;

    Episode(Finding finding) {
      newest = finding;
    }
  }

  /** Takes what a look has found. */
  void look(List<Finding> found) {
    begun.clear();
    ended.clear();
    Map<String, Finding> now = new HashMap<>();
    found.stream().filter(Episodes::grave).forEach(finding -> now.put(key(finding), finding));
    now.forEach(
        (key, finding) -> seen(open.computeIfAbsent(key, k -> new Episode(finding)), finding));
    open.entrySet().removeIf(entry -> !now.containsKey(entry.getKey()) && over(entry.getValue()));
  }

  private static boolean grave(Finding finding) {
    return finding.symptomOf().isEmpty()
        && finding.severity() != Severity.INFO
        && finding.confidence().compareTo(Confidence.LIKELY) >= 0;
  }

  private void seen(Episode episode, Finding finding) {
    episode.newest = finding;
    episode.seen++;
    episode.missed = 0;
    if (!episode.told && (episode.seen > 1 || finding.confidence() == Confidence.PROVEN)) {
      episode.told = true;
      begun.add(finding);
    }
  }

  private boolean over(Episode episode) {
    episode.missed++;
    episode.seen = 0;
    if (!episode.told || episode.missed < OVER_AFTER) {
      return !episode.told;
    }
    ended.add(episode.newest);
    past.remove(key(episode.newest));
    past.put(key(episode.newest), episode.newest);
    if (past.size() > REMEMBERED) {
      past.remove(past.keySet().iterator().next());
    }
    return true;
  }

  private static String key(Finding finding) {
    return finding.cause().id() + "@" + finding.server().map(Object::toString).orElse("");
  }

  List<Finding> begun() {
    return List.copyOf(begun);
  }

  List<Finding> ended() {
    return List.copyOf(ended);
  }

  /** {@return those that stand, in the order in which they began} */
  List<Finding> standing() {
    return open.values().stream().filter(e -> e.told).map(e -> e.newest).toList();
  }

  /**
   * {@return those that are over and ended before this moment, which nothing that is kept shows}
   */
  List<Finding> before(long nanos) {
    return past.values().stream()
        .filter(finding -> finding.last().seen() && finding.last().nanos() < nanos)
        .toList();
  }
}
