package io.synscope.run;

import io.synscope.latency.Clock;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Phase;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Pacer;
import java.util.concurrent.TimeUnit;

/** One lane's schedule, and what carries its requests. */
final class Road {
  private final Home home;
  private final Lane lane;
  private final Runnable whenOver;
  private final Arrivals arrivals;
  private final Pacer pacer;
  private final Carrier carrier;
  private boolean waking;
  private boolean scheduleOver;
  private boolean over;

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

  private boolean due(long k, long intendedNanos) {
    boolean warmUp = k < home.plan().limit().warmUp();
    if (!carrier.hasRoom()) {
      return carrier.isDown() && gaveUp(k, warmUp, intendedNanos);
    }
    if (!warmUp) {
      lane.record(Phase.START_LATENESS, Clock.USER, home.times().nanoTime() - intendedNanos);
    }
    carrier.begin(k, warmUp, intendedNanos);
    return true;
  }

  /**
   * A request that no connection carries waits for one as long as it would for its answer; {@return
   * whether it has}
   */
  private boolean gaveUp(long k, boolean warmUp, long intendedNanos) {
    long now = home.times().nanoTime();
    long left = intendedNanos + home.plan().timeoutNanos() - now;
    if (left > 0) {
      wakeIn(left);
      return false;
    }
    if (!warmUp) {
      lane.failRoundTrip();
    }
    home.tell(
        new RequestEvent(
            k,
            warmUp,
            new FourTuple(Sighting.NOWHERE, lane.endpoint()),
            home.times().epoch(now),
            false,
            "no connection",
            0,
            0,
            now - intendedNanos,
            home.hiccups().stalledSince(intendedNanos, now)));
    return true;
  }

  private void wakeIn(long nanos) {
    if (!waking) {
      waking = true;
      var unused =
          home.loop()
              .schedule(
                  () -> {
                    waking = false;
                    free();
                  },
                  nanos,
                  TimeUnit.NANOSECONDS);
    }
  }

  private void free() {
    if (!over) {
      pacer.resume();
    }
    closeIfDone();
  }

  private void scheduleOver() {
    scheduleOver = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (scheduleOver && !over && carrier.underWay() == 0) {
      over = true;
      whenOver.run();
    }
  }

  void abandon() {
    over = true;
    pacer.stop();
    carrier.abandon();
  }
}
