package io.synscope.capture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes on a thread of its own, some batches ahead of whoever takes them. The packets
 * are the same.
 *
 * <p>{@link #quality()} belongs to the reading thread until {@link #fill} has returned false or
 * this is closed.
 */
public final class ReadAhead implements CaptureSource {
  private static final int BATCHES = 8;
  private static final long STOP_MILLIS = 2000;

  private final CaptureSource source;
  private final BlockingQueue<PacketBatch> empty = new ArrayBlockingQueue<>(BATCHES);
  private final BlockingQueue<PacketBatch> filled = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private boolean ended;

  private ReadAhead(CaptureSource source) {
    this.source = source;
    for (int i = 0; i < BATCHES; i++) {
      empty.add(new PacketBatch());
    }
    thread = new Thread(this::read, "capture-reader");
    thread.setDaemon(true);
  }

  /**
   * Starts reading ahead.
   *
   * @return the same packets, from the other thread
   */
  public static ReadAhead of(CaptureSource source) {
    ReadAhead ahead = new ReadAhead(source);
    ahead.thread.start();
    return ahead;
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    if (ended) {
      return false;
    }
    try {
      PacketBatch next = filled.take();
      batch.swap(next);
      empty.put(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for packets");
    }
    ended = batch.count() == 0;
    if (ended) {
      rethrow();
    }
    return !ended;
  }

  @Override
  public boolean waits() {
    return !ended && filled.isEmpty();
  }

  @Override
  public CaptureQuality quality() {
    return source.quality();
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return source.bytesTotal();
  }

  /** Stops the reading thread; what it has read ahead is dropped. */
  @Override
  public void close() throws IOException {
    ended = true;
    thread.interrupt();
    try {
      thread.join(
          STOP_MILLIS); // a read of standard input cannot be interrupted; the thread is a daemon
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }

  private void read() {
    try {
      boolean more = true;
      while (more) {
        PacketBatch batch = empty.take();
        more = fillOrFail(batch);
        filled.put(batch);
      }
    } catch (InterruptedException e) {
      // closed: nobody waits for more
    }
  }

  private boolean fillOrFail(PacketBatch batch) {
    try {
      return source.fill(batch);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      batch.clear();
      return false;
    }
  }

  private void rethrow() throws IOException {
    Throwable thrown = failure;
    if (thrown instanceof IOException e) {
      throw e;
    } else if (thrown instanceof RuntimeException e) {
      throw e;
    } else if (thrown instanceof Error e) {
      throw e;
    }
  }
}
