package io.synscope.run;

import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Pacer;
import java.util.ArrayDeque;

/** One lane's schedule, what carries its requests, and those that had to wait for room. */
final class Road {
  private final Home home;
  private final Lane lane;
  private final Runnable whenOver;
  private final Arrivals arrivals;
  private final Pacer pacer;
  private final Carrier carrier;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean scheduleOver;
  private boolean over;

  /** A request that should have begun. */
  private record Waiting(long k, long intendedNanos) {}

  Road(Home home, Lane lane, int room, Runnable whenOver) {
    this.home = home;
    this.lane = lane;
    this.whenOver = whenOver;
    arrivals = home.plan().arrivals().get();
    pacer =
        new Pacer(
            home.loop(),
            home.times()::nanoTime,
            arrivals,
            home.plan().limit(),
            this::due,
            this::scheduleOver);
    carrier =
        home.plan().connections() > 0
            ? new KeptLines(home, lane, this::free)
            : new FreshLines(home, lane, room, this::free);
  }

  double rate() {
    return arrivals.rate();
  }

  /** Begins so long after everything is ready. */
  void start(long afterNanos) {
    carrier.open(() -> pacer.start(home.times().nanoTime() + afterNanos));
  }

  private void due(long k, long intendedNanos) {
    if (waiting.isEmpty() && carrier.hasRoom()) {
      begin(k, intendedNanos);
    } else {
      waiting.add(new Waiting(k, intendedNanos));
    }
  }

  private void begin(long k, long intendedNanos) {
    boolean warmUp = k < home.plan().limit().warmUp();
    if (!warmUp) {
      lane.record(Phase.START_LATENESS, Clock.USER, home.times().nanoTime() - intendedNanos);
    }
    carrier.begin(k, warmUp, intendedNanos);
  }

  private void free() {
    while (!over && !waiting.isEmpty() && carrier.hasRoom()) {
      Waiting next = waiting.remove();
      begin(next.k(), next.intendedNanos());
    }
    closeIfDone();
  }

  private void scheduleOver() {
    scheduleOver = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (scheduleOver && !over && waiting.isEmpty() && carrier.underWay() == 0) {
      over = true;
      whenOver.run();
    }
  }

  void abandon() {
    over = true;
    waiting.clear();
    pacer.stop();
    carrier.abandon();
  }
}
