package io.synscope.testkit.lab;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * The lab's server far from its router: each IPv4 packet is held for a while on its way, in either
 * direction. For kernels without netem.
 */
public final class Distance implements AutoCloseable {
  private static final String CLIENTS = "10.77.1.0/24";

  private final Tun near;
  private final Tun far;
  private final List<CompletableFuture<Void>> threads;

  private Distance(Lab lab, long oneWayMillis) {
    near = Tun.create(lab.router(), "near");
    far = Tun.create(lab.server(), "far");
    lab.router().run("ip", "route", "replace", Lab.SERVER + "/32", "dev", "near");
    lab.server().run("ip", "route", "replace", CLIENTS, "dev", "far");
    DelayQueue<Held> there = new DelayQueue<>();
    DelayQueue<Held> back = new DelayQueue<>();
    threads =
        List.of(
            thread(() -> fill(there, near, oneWayMillis)),
            thread(() -> fill(back, far, oneWayMillis)),
            thread(() -> empty(there, far)),
            thread(() -> empty(back, near)));
  }

  /** Sets the server apart, until closed. */
  public static Distance of(Lab lab, long oneWayMillis) {
    return new Distance(lab, oneWayMillis);
  }

  private static CompletableFuture<Void> thread(Runnable work) {
    return CompletableFuture.runAsync(
        work,
        task -> {
          Thread thread = new Thread(task, "distance of a lab");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static void fill(DelayQueue<Held> queue, Tun from, long oneWayMillis) {
    Optional<byte[]> packet = from.take();
    while (packet.isPresent()) {
      queue.put(new Held(packet.get(), System.nanoTime() + oneWayMillis * 1_000_000));
      packet = from.take();
    }
    queue.put(new Held(new byte[0], System.nanoTime())); // nothing comes any more
  }

  private static void empty(DelayQueue<Held> queue, Tun to) {
    try {
      for (Held held = queue.take(); held.packet.length > 0; held = queue.take()) {
        to.give(held.packet);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    near.remove();
    far.remove();
    CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).join();
    near.release();
    far.release();
  }

  /** A packet on its way. */
  private record Held(byte[] packet, long dueNanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(dueNanos, ((Held) other).dueNanos);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
