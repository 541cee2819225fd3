package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.WindowStall;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Trait;
import java.util.ArrayList;
import java.util.List;

/**
 * Times in which one end advertised a window of zero: its kernel's buffer was full, because its
 * application did not read.
 */
final class ClosedWindow {
  private static final long WORTH_NANOS = 100_000_000L;
  private static final String ROOT = "client_output_buffer_limit";
  private static final long GRAVE_NANOS = 1_000_000_000L;

  private final CaseFile file;
  private final Listener listener;
  private final Party reader;
  private final List<ConnectionAttempt> hits;
  private final boolean explained;

  private ClosedWindow(
      CaseFile file,
      Listener listener,
      Party reader,
      List<ConnectionAttempt> hits,
      boolean explained) {
    this.file = file;
    this.listener = listener;
    this.reader = reader;
    this.hits = hits;
    this.explained = explained;
  }

  /** {@return where {@code reader} stopped reading, one a listener} */
  static List<ClosedWindow> of(CaseFile file, Docket docket, Party reader) {
    var explained = docket.explainedBy(ROOT);
    List<ClosedWindow> found = new ArrayList<>();
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.WINDOW_CLOSED,
              attempt ->
                  attempt.wire().from(reader).windowStalls().stream()
                      .anyMatch(stall -> lasted(file, stall) >= WORTH_NANOS));
      if (!hits.isEmpty()) {
        found.add(new ClosedWindow(file, listener, reader, hits, explained.containsAll(hits)));
      }
    }
    return found;
  }

  private static long lasted(CaseFile file, WindowStall stall) {
    return stall.reopened().seen()
        ? stall.reopened().since(stall.closed())
        : file.untilEnd(stall.closed().nanos());
  }

  Listener listener() {
    return listener;
  }

  /** Opens the finding: whoever advertises a window of zero does not read. */
  Draft tell(Docket docket, Cause cause, String who) {
    long longest = stalls().stream().mapToLong(stall -> lasted(file, stall)).max().orElse(0);
    boolean stays = stalls().stream().anyMatch(stall -> !stall.reopened().seen());
    int probes = stalls().stream().mapToInt(WindowStall::probes).sum();
    Draft draft =
        docket
            .find(cause)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.PROVEN)
            .say(
                "%s stopped reading on %s with %s: the window was closed for up to %s%s.",
                who,
                Phrase.count(hits.size(), "connection"),
                listener.server(),
                Phrase.span(longest),
                stays ? ", to the end" : "")
            .ruleOut("mtu_blackhole", "the receiver itself asked for nothing more")
            .ruleOut("random_loss", "the sender waits for the window, not for an acknowledgment")
            .evidence(
                "window 0 advertised, "
                    + Phrase.count(probes, "window probe")
                    + (stays ? "" : ", then an open window"),
                frames(),
                cause.cite());
    if (explained) {
      draft.symptomOf(ROOT);
    }
    return stays && longest >= GRAVE_NANOS ? draft.severity(Severity.CRITICAL) : draft;
  }

  private List<WindowStall> stalls() {
    return hits.stream().flatMap(hit -> hit.wire().from(reader).windowStalls().stream()).toList();
  }

  private List<Long> frames() {
    List<Moment> moments = new ArrayList<>();
    stalls().stream()
        .limit(8)
        .forEach(
            stall -> {
              moments.add(stall.closed());
              moments.add(stall.reopened());
            });
    return Frames.of(moments);
  }
}
