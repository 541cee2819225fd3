package io.synscope.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Connections that stay: requests take turns on them, as in a client's pool. */
final class KeptLines implements Carrier {
  private static final long FIRST_PAUSE_NANOS = 10_000_000;
  private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;

  private final Home home;
  private final Lane lane;
  private final Runnable whenFree;
  private final ArrayDeque<KeptLine> ready = new ArrayDeque<>();
  private final Set<KeptLine> alive = new LinkedHashSet<>();
  private Runnable whenReady = () -> {};
  private long dialled;
  private long settled;
  private long pauseNanos;
  private int underWay;
  private boolean abandoned;

  KeptLines(Home home, Lane lane, Runnable whenFree) {
    this.home = home;
    this.lane = lane;
    this.whenFree = whenFree;
  }

  @Override
  public void open(Runnable whenReady) {
    this.whenReady = whenReady;
    for (int i = 0; i < home.plan().connections(); i++) {
      dial();
    }
  }

  /**
   * One of the first lines is there, or will not be; the schedule starts when that is true of all.
   */
  private void settled() {
    if (++settled == home.plan().connections()) {
      whenReady.run();
    }
  }

  private void dial() {
    if (!abandoned) {
      long now = home.times().nanoTime();
      KeptLine line =
          new KeptLine(home, lane, new Sighting(home, lane, dialled++, false, now), this);
      alive.add(line);
      line.begin();
    }
  }

  @Override
  public boolean hasRoom() {
    return !ready.isEmpty();
  }

  @Override
  public boolean isDown() {
    return ready.isEmpty() && underWay == 0;
  }

  @Override
  public void begin(long k, boolean warmUp, long intendedNanos) {
    KeptLine line = ready.removeFirst(); // the one that has waited longest: all of them are used
    underWay++;
    line.ask(k, warmUp, intendedNanos);
    if (line.hasRoom()) {
      ready.addLast(line);
    }
  }

  void ready(KeptLine line) {
    pauseNanos = 0;
    ready.addLast(line);
    settled();
    whenFree.run();
  }

  void answered(KeptLine line, boolean hadRoom) {
    underWay--;
    if (!hadRoom && line.hasRoom()) {
      ready.addLast(line);
    }
    whenFree.run();
  }

  /** This line takes no requests any more; its {@code lost} requests were told. */
  void replaced(KeptLine line, int lost) {
    ready.remove(line);
    if (!line.wasOpen()) {
      settled();
    }
    underWay -= lost;
    pauseNanos = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, pauseNanos * 2));
    if (!abandoned) {
      var unused = home.loop().schedule(this::dial, pauseNanos, TimeUnit.NANOSECONDS);
    }
    whenFree.run();
  }

  void gone(KeptLine line) {
    alive.remove(line);
  }

  @Override
  public int underWay() {
    return underWay;
  }

  @Override
  public void abandon() {
    abandoned = true;
    new ArrayList<>(alive).forEach(KeptLine::abandon);
    List.copyOf(alive).forEach(alive::remove);
  }
}
