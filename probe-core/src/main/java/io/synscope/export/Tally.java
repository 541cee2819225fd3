package io.synscope.export;

import io.synscope.observation.Outcome;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeListener;
import io.synscope.run.RequestEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of attempts and requests, by target, without keeping them. */
public final class Tally implements ProbeListener {
  private final Map<Fate, LongAdder> attempts = new ConcurrentHashMap<>();
  private final Map<Answer, LongAdder> requests = new ConcurrentHashMap<>();

  /** What became of some attempts: handshake, whole life, whether all was answered. */
  record Fate(String target, String server, Outcome outcome, String life, boolean served)
      implements Comparable<Fate> {
    @Override
    public int compareTo(Fate other) {
      return toString().compareTo(other.toString());
    }
  }

  /** What became of some requests on kept connections. */
  record Answer(String server, boolean served) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return toString().compareTo(other.toString());
    }
  }

  @Override
  public void attempted(AttemptEvent event) {
    if (!event.warmUp()) {
      Fate fate =
          new Fate(
              event.sight().target(),
              event.attempt().tuple().server().toString(),
              event.attempt().outcome(),
              event.story().word(),
              event.served());
      attempts.computeIfAbsent(fate, any -> new LongAdder()).increment();
    }
  }

  @Override
  public void asked(RequestEvent event) {
    if (!event.warmUp()) {
      Answer answer = new Answer(event.tuple().server().toString(), event.served());
      requests.computeIfAbsent(answer, any -> new LongAdder()).increment();
    }
  }

  Map<Fate, LongAdder> attempts() {
    return new TreeMap<>(attempts);
  }

  Map<Answer, LongAdder> requests() {
    return new TreeMap<>(requests);
  }
}
