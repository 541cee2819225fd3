package io.synscope.capture.live;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of pcapng blocks between the threads that capture and the one that reads; what
 * finds no room is counted, not waited for.
 *
 * <p>To its reader it is a stream of bytes. Any number of threads write, one reads.
 */
final class BlockRing extends InputStream {
  private static final long NAP_NANOS = 1_000_000; // the longest wait for room

  private final byte[] bytes;
  private long lost; // guarded by this
  private volatile long head; // bytes ever written
  private volatile long tail; // bytes ever read
  private volatile boolean closed;
  private volatile @Nullable Thread waiting;

  BlockRing(int capacity) {
    bytes = new byte[capacity];
  }

  /** Writes a whole block, or counts it as lost where there is no room. {@return whether it fit} */
  synchronized boolean offer(byte[] block, int length) {
    if (length > bytes.length - (head - tail) || closed) {
      lost++;
      return false;
    }
    int at = (int) (head % bytes.length);
    int first = Math.min(length, bytes.length - at);
    System.arraycopy(block, 0, bytes, at, first);
    System.arraycopy(block, first, bytes, 0, length - first);
    head = head + length;
    Thread reader = waiting;
    if (reader != null) {
      LockSupport.unpark(reader);
    }
    return true;
  }

  /** Writes a block for which the reader will make room; gives up when the ring is closed. */
  void put(byte[] block, int length) {
    while (!closed && bytes.length - (head - tail) < length) {
      LockSupport.parkNanos(this, NAP_NANOS);
    }
    offer(block, length);
  }

  /** {@return blocks for which there was no room} */
  synchronized long lost() {
    return lost;
  }

  /** Nothing will be written any more; what is there can still be read. */
  void end() {
    closed = true;
    LockSupport.unpark(waiting);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws InterruptedIOException {
    long there = await();
    if (there == 0) {
      return -1;
    }
    int taken = (int) Math.min(length, there);
    long from = tail;
    int at = (int) (from % bytes.length);
    int first = Math.min(taken, bytes.length - at);
    System.arraycopy(bytes, at, into, offset, first);
    System.arraycopy(bytes, 0, into, offset + first, taken - first);
    tail = from + taken;
    return taken;
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, head - tail);
  }

  /** Waits for bytes. {@return how many there are; 0 at the end} */
  private long await() throws InterruptedIOException {
    waiting = Thread.currentThread();
    try {
      while (head == tail && !closed) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while waiting for packets");
        }
      }
    } finally {
      waiting = null;
    }
    return head - tail;
  }
}
