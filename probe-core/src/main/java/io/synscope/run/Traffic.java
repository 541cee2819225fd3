package io.synscope.run;

import io.synscope.connect.Dialer;
import io.synscope.connect.Transport;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All lanes of a run on one event loop: each on a schedule of its own, none waiting for another.
 */
final class Traffic implements Home {
  private static final long LEAD_NANOS = 1_000_000; // so that the first is not late by construction

  private final ProbePlan plan;
  private final Transport transport;
  private final Times times;
  private final HiccupMeter hiccups;
  private final Listening listening;
  private final List<Road> roads;
  private int open;

  /** Who is told. */
  interface Listening extends ProbeListener {
    void late();

    void over();
  }

  Traffic(
      ProbePlan plan,
      List<Lane> lanes,
      Transport transport,
      Times times,
      HiccupMeter hiccups,
      Listening listening) {
    this.plan = plan;
    this.transport = transport;
    this.times = times;
    this.hiccups = hiccups;
    this.listening = listening;
    int room = Math.max(1, plan.inFlight() / Math.max(1, lanes.size()));
    roads = lanes.stream().map(lane -> new Road(this, lane, room, this::roadOver)).toList();
  }

  void start() {
    open = roads.size();
    hiccups.start();
    if (open == 0) {
      listening.over();
    }
    double rate = Math.max(1e-9, roads.stream().mapToDouble(Road::rate).sum());
    for (int i = 0; i < roads.size(); i++) {
      roads
          .get(i)
          .start(LEAD_NANOS + (long) (i * 1e9 / rate)); // one after the other, not all at once
    }
  }

  private void roadOver() {
    if (--open == 0) {
      listening.over();
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

  @Override
  public void tell(AttemptEvent event) {
    listening.attempted(event);
  }

  @Override
  public void tell(RequestEvent event) {
    listening.asked(event);
  }

  @Override
  public void late() {
    listening.late();
  }
}
