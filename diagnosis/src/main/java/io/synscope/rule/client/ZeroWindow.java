package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Story;
import io.synscope.observation.WindowStall;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import java.util.List;

/**
 * A receiver that advertised a window of zero for longer than a hiccup: the same facts at either
 * end.
 */
final class ZeroWindow {
  private static final long WORTH_NANOS = 100_000_000L;

  private final Party receiver;

  ZeroWindow(Party receiver) {
    this.receiver = receiver;
  }

  void judge(Cause cause, CaseFile file, Docket docket, String sentence) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              attempt ->
                  file.story(attempt) != Story.CLOSED_BY_SERVER_SLOW_READER
                      && longest(attempt, file) >= WORTH_NANOS);
      if (!hits.isEmpty()) {
        find(cause, file, docket, listener, hits, sentence);
      }
    }
  }

  private void find(
      Cause cause,
      CaseFile file,
      Docket docket,
      Listener listener,
      List<ConnectionAttempt> hits,
      String sentence) {
    long longest = hits.stream().mapToLong(hit -> longest(hit, file)).max().orElse(0);
    int probes =
        hits.stream().flatMap(hit -> stalls(hit).stream()).mapToInt(WindowStall::probes).sum();
    Draft draft = docket.find(cause).at(listener.server()).hits(hits).confidence(Confidence.PROVEN);
    draft
        .say(
            sentence,
            Phrase.count(hits.size(), "connection"),
            listener.server(),
            Phrase.span(longest))
        .ruleOut(
            "keepalive_failure",
            "the "
                + Phrase.count(probes, "probe")
                + " below SND.NXT follow a window of zero: they are window probes")
        .ruleOut(
            "random_loss", "everything that was sent before the window closed was acknowledged")
        .evidence(
            "window 0, the probes of the other end, and the segment that opens the window again",
            Frames.ofAttempts(hits, this::frames),
            cause.cite());
  }

  private List<WindowStall> stalls(ConnectionAttempt attempt) {
    return attempt.wire().from(receiver).windowStalls();
  }

  private long longest(ConnectionAttempt attempt, CaseFile file) {
    return stalls(attempt).stream()
        .mapToLong(stall -> length(stall, attempt, file))
        .max()
        .orElse(0);
  }

  private static long length(WindowStall stall, ConnectionAttempt attempt, CaseFile file) {
    Moment end = stall.reopened();
    return end.seen()
        ? end.since(stall.closed())
        : Math.min(file.untilEnd(stall.closed().nanos()), attempt.lastSeen().since(stall.closed()));
  }

  private List<Long> frames(ConnectionAttempt attempt) {
    return stalls(attempt).stream()
        .limit(2)
        .flatMap(stall -> Frames.of(stall.closed(), stall.reopened()).stream())
        .toList();
  }
}
