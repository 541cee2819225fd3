package io.synscope.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Walks the records of one file through a window that is refilled when no whole record is left in
 * it.
 */
final class FrameReader implements Closeable {
  private static final int FIRST_READ = 64 * 1024;
  private static final int SMALLEST_READ = 4 * 1024;

  private static final PacketBatch NO_BATCH = new PacketBatch(1, 0);

  private final ByteFeed feed;
  private final RecordFormat format;
  private PacketBatch batch = NO_BATCH;
  private ByteBuffer window;
  private int at;
  private int limit;
  private long windowStart; // offset in the uncompressed file of the window's first byte
  private long skip;
  private boolean endOfBytes;
  private boolean ended;
  private String fault = "";
  private long faultOffset;
  private int usualBytes = FIRST_READ;

  /** Begins in a window that holds the file's first bytes; records begin at its position. */
  FrameReader(ByteFeed feed, RecordFormat format, ByteBuffer window) {
    this.feed = feed;
    this.format = format;
    this.window = window;
    at = window.position();
    limit = window.limit();
  }

  RecordFormat format() {
    return format;
  }

  /**
   * Goes to the next frame.
   *
   * @return whether one lies whole in the window; the format's fields describe it
   */
  boolean next() {
    while (at < limit && !ended) {
      int length = format.next(window, at, limit);
      if (length == RecordFormat.INCOMPLETE) {
        return false;
      }
      if (length == RecordFormat.DAMAGED) {
        end(format.damage);
        return false;
      }
      advance(length);
      if (format.frame) {
        return true;
      }
    }
    return false;
  }

  /**
   * Moves the unread rest to the front of this batch's window, and reads as much behind it as a
   * batch usually takes.
   */
  void moveTo(PacketBatch batch) throws IOException {
    moveRestTo(batch);
    if (limit < usualBytes && feed.ready()) {
      read(usualBytes);
    }
  }

  /**
   * Reads on where no whole record is left; the batch must be empty.
   *
   * @return whether there is anything new
   */
  boolean refill(PacketBatch batch) throws IOException {
    while (!ended) {
      moveRestTo(batch);
      if (format.needed > window.capacity()) {
        batch.grow(format.needed, limit);
        window = batch.window();
      }
      int before = limit;
      read(Math.max(limit + 1, Math.max(format.needed, usualBytes)));
      if (limit == before) {
        endOfFile();
      } else if (at < limit) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads on in the batch that it was moved to, for one that hands on frames by copying them.
   *
   * @return whether there is anything new
   */
  boolean refill() throws IOException {
    return refill(batch);
  }

  /** Remembers how many bytes this many packets took, so that the next read takes about as many. */
  void learn(int packets, int capacity) {
    long perPacket = (long) at / Math.max(1, packets) + 1;
    usualBytes = (int) Math.max(SMALLEST_READ, Math.min(window.capacity(), perPacket * capacity));
  }

  /** {@return why the file ended before its end, or an empty string} */
  String fault() {
    return fault;
  }

  /** {@return where in the uncompressed bytes the fault is} */
  long faultOffset() {
    return faultOffset;
  }

  /** {@return where the frame of {@link #next} lies, until the next read} */
  ByteBuffer window() {
    return window;
  }

  boolean waits() throws IOException {
    return !ended && at == limit && !feed.ready();
  }

  long bytesRead() {
    return feed.bytesRead();
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }

  private void moveRestTo(PacketBatch batch) {
    int rest = limit - at;
    if (rest > batch.window().capacity()) {
      batch.grow(rest, 0);
    }
    batch.window().put(0, window, at, rest);
    this.batch = batch;
    window = batch.window();
    windowStart += at;
    at = 0;
    limit = rest;
  }

  private void advance(int length) {
    int there = Math.min(length, limit - at);
    at += there;
    skip = (long) length - there;
  }

  private void read(int upTo) throws IOException {
    int target = Math.min(upTo, window.capacity());
    while (limit < target && !endOfBytes) {
      window.limit(target).position(limit);
      int length = readSome();
      endOfBytes = length < 0;
      limit += Math.max(0, length);
      int skipped = (int) Math.min(skip, limit - at);
      at += skipped;
      skip -= skipped;
      if (!feed.ready()) {
        break;
      }
    }
    window.clear();
  }

  private int readSome() throws IOException {
    try {
      return feed.read(window);
    } catch (DamagedStreamException e) {
      fault = String.valueOf(e.getMessage());
      return -1;
    }
  }

  private void endOfFile() {
    if (!fault.isEmpty()) {
      end(fault);
    } else if (skip > 0) {
      end("the file ends " + skip + " bytes before the end of a block");
    } else if (at < limit) {
      end(
          "the file ends inside a record: "
              + (limit - at)
              + " of "
              + format.needed
              + " bytes are there");
    }
    ended = true;
  }

  private void end(String why) {
    ended = true;
    fault = why;
    faultOffset = windowStart + at;
  }
}
