package io.synscope.run;

import io.synscope.observation.Outcome;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The newest attempts whole, and everything counted. Written by the run's thread, read by any. */
final class Journal implements Traffic.Listening {
  /** What a report lists at most. */
  private static final int NEWEST = 100_000;

  private final ProbeListener listener;
  private final Runnable whenOver;
  private final ArrayDeque<AttemptEvent> newest = new ArrayDeque<>();
  private final Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
  private long attempts;
  private long attemptsServed;
  private long requests;
  private long requestsServed;
  private long lateAnswers;
  private long stalled;

  Journal(ProbeListener listener, Runnable whenOver) {
    this.listener = listener;
    this.whenOver = whenOver;
  }

  @Override
  public void attempted(AttemptEvent event) {
    if (!event.warmUp()) {
      note(event);
    }
    listener.attempted(event);
  }

  private synchronized void note(AttemptEvent event) {
    if (newest.size() == NEWEST) {
      newest.removeFirst();
    }
    newest.addLast(event);
    byOutcome.merge(event.attempt().outcome(), 1L, Long::sum);
    attempts++;
    attemptsServed += event.served() ? 1 : 0;
    stalled += event.sight().clientStalled() ? 1 : 0;
  }

  @Override
  public void asked(RequestEvent event) {
    if (!event.warmUp()) {
      note(event);
    }
    listener.asked(event);
  }

  private synchronized void note(RequestEvent event) {
    requests++;
    requestsServed += event.served() ? 1 : 0;
    stalled += event.clientStalled() ? 1 : 0;
  }

  @Override
  public synchronized void late() {
    lateAnswers++;
  }

  @Override
  public void over() {
    whenOver.run();
  }

  synchronized List<AttemptEvent> newest() {
    return List.copyOf(newest);
  }

  synchronized Counts counts() {
    return new Counts(
        attempts,
        attemptsServed,
        Map.copyOf(byOutcome),
        requests,
        requestsServed,
        lateAnswers,
        stalled);
  }
}
