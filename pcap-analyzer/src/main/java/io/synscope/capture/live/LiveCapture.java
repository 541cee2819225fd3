package io.synscope.capture.live;

import java.io.Closeable;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Packets of live interfaces as a stream of pcapng, which the reader of files reads like any other.
 *
 * <p>Each interface is captured on a thread of its own that only copies into a bounded ring; losses
 * are written into the stream at its end. After {@link #open} no privilege is needed any more.
 */
public final class LiveCapture implements Closeable {
  private static final long DRAIN_NANOS = 10_000_000_000L; // nobody waits longer for what is left

  private final BlockRing ring;
  private final AtomicLong left;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final List<Tap> taps = new ArrayList<>();

  private LiveCapture(LiveOptions options) {
    ring = new BlockRing(options.ringBytes());
    left = new AtomicLong(options.count() == 0 ? Long.MAX_VALUE : options.count());
    for (String device : options.devices()) {
      taps.add(Tap.open(taps.size(), device, options, ring, () -> left.decrementAndGet() > 0));
    }
  }

  /**
   * Opens the interfaces; what passes them from now on will be in the stream.
   *
   * @throws LiveException where one of them cannot be captured
   */
  public static LiveCapture open(LiveOptions options) {
    LiveCapture capture = new LiveCapture(options);
    PcapngBlocks blocks = new PcapngBlocks();
    capture.ring.put(blocks.bytes(), blocks.section());
    capture.taps.forEach(Tap::describe);
    capture.taps.forEach(Tap::start);
    Thread last = new Thread(capture::endWhenAllHaveEnded, "capture-end");
    last.setDaemon(true);
    last.start();
    return capture;
  }

  /** {@return the pcapng stream; it ends after {@link #stop} or with the last packet wanted} */
  public InputStream stream() {
    return ring;
  }

  /**
   * Ends the capture: what has passed until now still comes, then the stream ends. Returns at once.
   */
  public void stop() {
    if (!stopping.getAndSet(true)) {
      Thread end = new Thread(this::stopWhenDelivered, "capture-stop");
      end.setDaemon(true);
      end.start();
    }
  }

  /** What waits in the kernel's buffer was there before: the loops end behind it, or when idle. */
  private void stopWhenDelivered() {
    long now = System.currentTimeMillis() * 1_000_000L;
    taps.forEach(tap -> tap.stopBehind(now));
    long end = System.nanoTime() + DRAIN_NANOS;
    int idle = 0;
    while (idle < 2 && System.nanoTime() < end) {
      LockSupport.parkNanos(2 * Tap.WAKE_NANOS);
      long busy = taps.stream().filter(Tap::moves).count();
      idle = busy == 0 ? idle + 1 : 0;
    }
    taps.forEach(Tap::stop);
  }

  /** {@return what each interface delivered and lost, at most a second ago} */
  public List<Drops> drops() {
    return taps.stream().map(Tap::drops).toList();
  }

  /** Stops, and drops what was not read. */
  @Override
  public void close() {
    taps.forEach(Tap::stop);
    ring.end();
  }

  private void endWhenAllHaveEnded() {
    try {
      for (Tap tap : taps) {
        tap.join();
        stopOthers();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ring.end();
    }
  }

  /** One interface has counted the last packet that was wanted: the others need not go on. */
  private void stopOthers() {
    if (left.get() <= 0) {
      taps.forEach(Tap::stop);
    }
  }
}
