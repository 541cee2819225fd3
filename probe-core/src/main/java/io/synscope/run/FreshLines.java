package io.synscope.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A new connection for each request. */
final class FreshLines implements Carrier, Attempt.Keeper {
  private final Home home;
  private final Lane lane;
  private final int room;
  private final Runnable whenFree;
  private final Set<Attempt> alive = new LinkedHashSet<>();
  private final Set<Attempt> lingering = new LinkedHashSet<>();
  private int underWay;

  FreshLines(Home home, Lane lane, int room, Runnable whenFree) {
    this.home = home;
    this.lane = lane;
    this.room = room;
    this.whenFree = whenFree;
  }

  @Override
  public void open(Runnable whenReady) {
    whenReady.run();
  }

  @Override
  public boolean hasRoom() {
    return underWay < room;
  }

  @Override
  public boolean isDown() {
    return false;
  }

  @Override
  public void begin(long k, boolean warmUp, long intendedNanos) {
    Sighting sighting = new Sighting(home, lane, k, warmUp, intendedNanos);
    Attempt attempt = new Attempt(home, lane, sighting, this);
    underWay++;
    alive.add(attempt);
    attempt.begin();
  }

  @Override
  public void told(Attempt attempt) {
    underWay--;
    if (!attempt.isGone()) {
      lingering.add(attempt);
      if (alive.size() > room) {
        lingering.iterator().next().abandon(); // descriptors are for those that are still on time
      }
    }
    whenFree.run();
  }

  @Override
  public void gone(Attempt attempt) {
    alive.remove(attempt);
    lingering.remove(attempt);
  }

  @Override
  public int underWay() {
    return underWay;
  }

  @Override
  public void abandon() {
    List.copyOf(alive).forEach(Attempt::abandon);
  }
}
