package io.synscope.run;

import io.synscope.connect.Dialer;
import io.synscope.connect.Transport;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Pacer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * All lanes of a run on one event loop: each on a schedule of its own, none waiting for another.
 */
final class Traffic implements Attempt.Home {
  private static final long LEAD_NANOS =
      1_000_000; // so that the first attempt is not late by construction

  private final ProbePlan plan;
  private final Transport transport;
  private final Times times;
  private final HiccupMeter hiccups;
  private final Consumer<AttemptEvent> tell;
  private final Runnable whenOver;
  private final List<Road> roads = new ArrayList<>();
  private int open;

  Traffic(
      ProbePlan plan,
      List<Lane> lanes,
      Transport transport,
      Times times,
      HiccupMeter hiccups,
      Consumer<AttemptEvent> tell,
      Runnable whenOver) {
    this.plan = plan;
    this.transport = transport;
    this.times = times;
    this.hiccups = hiccups;
    this.tell = tell;
    this.whenOver = whenOver;
    lanes.forEach(lane -> roads.add(new Road(lane, Math.max(1, plan.inFlight() / lanes.size()))));
  }

  void start() {
    open = roads.size();
    hiccups.start();
    if (open == 0) {
      whenOver.run();
    }
    double apart =
        1e9 / Math.max(1e-9, roads.stream().mapToDouble(road -> road.arrivals.rate()).sum());
    long start = times.nanoTime() + LEAD_NANOS;
    for (int i = 0; i < roads.size(); i++) {
      roads
          .get(i)
          .pacer
          .start(start + (long) (i * apart)); // evenly between each other, not all at once
    }
  }

  void stop() {
    roads.forEach(Road::abandon);
  }

  @Override
  public Dialer dialer() {
    return transport.dialer();
  }

  @Override
  public ScheduledExecutorService loop() {
    return transport.loop();
  }

  @Override
  public Times times() {
    return times;
  }

  @Override
  public HiccupMeter hiccups() {
    return hiccups;
  }

  @Override
  public ProbePlan plan() {
    return plan;
  }

  /** One lane's schedule, its attempts under way, and those that had to wait. */
  private final class Road {
    private final Lane lane;
    private final int room;
    private final Arrivals arrivals = plan.arrivals().get();
    private final Pacer pacer;
    private final Set<Attempt> underWay = new LinkedHashSet<>();
    private final ArrayDeque<long[]> waiting = new ArrayDeque<>();
    private boolean scheduleOver;
    private boolean abandoned;

    Road(Lane lane, int room) {
      this.lane = lane;
      this.room = room;
      this.pacer =
          new Pacer(
              transport.loop(),
              times::nanoTime,
              arrivals,
              plan.limit(),
              this::due,
              this::scheduleOver);
    }

    private void due(long k, long intendedNanos) {
      if (underWay.size() < room) {
        begin(k, intendedNanos);
      } else {
        waiting.add(new long[] {k, intendedNanos});
      }
    }

    private void begin(long k, long intendedNanos) {
      boolean warmUp = k < plan.limit().warmUp();
      if (!warmUp) {
        lane.record(Phase.START_LATENESS, Clock.USER, times.nanoTime() - intendedNanos);
      }
      Attempt attempt = new Attempt(Traffic.this, lane, k, warmUp, intendedNanos, this::ended);
      underWay.add(attempt);
      attempt.begin();
    }

    private void ended(Attempt attempt, AttemptEvent event) {
      underWay.remove(attempt);
      tell.accept(event);
      long[] next = waiting.poll();
      if (next != null) {
        begin(next[0], next[1]);
      }
      closeIfDone();
    }

    private void scheduleOver() {
      scheduleOver = true;
      closeIfDone();
    }

    private void closeIfDone() {
      if (scheduleOver && underWay.isEmpty() && waiting.isEmpty() && !abandoned) {
        abandoned = true;
        if (--open == 0) {
          whenOver.run();
        }
      }
    }

    private void abandon() {
      abandoned = true;
      waiting.clear();
      pacer.stop();
      underWay.forEach(Attempt::abandon);
      underWay.clear();
    }
  }
}
