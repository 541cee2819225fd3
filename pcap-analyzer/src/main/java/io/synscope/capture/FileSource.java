package io.synscope.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The frames of one file: by themselves straight into batches, or one at a time between those of
 * other files.
 */
final class FileSource implements Closeable {
  private static final int OWN_WINDOW_BYTES = 64 * 1024;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int fileIndex;
  private final FrameReader reader;
  private final RecordFormat record;
  private final FileNotes notes;
  private final FrameSink sink;

  /** A frame that was read and not yet taken, and where it lies. */
  private boolean hasHead;

  private ByteBuffer headBytes = NOTHING;
  private int headOffset;
  private boolean ended;

  FileSource(int fileIndex, FrameReader reader, FileNotes notes, FrameSink sink) {
    this.fileIndex = fileIndex;
    this.reader = reader;
    this.record = reader.format();
    this.notes = notes;
    this.sink = sink;
  }

  /**
   * Fills the batch with frames up to this time; where there are none, either the file has ended or
   * it has a later head.
   */
  void fill(PacketBatch batch, long horizonNanos) throws IOException {
    reader.moveTo(batch);
    if (hasHead && record.nanos <= horizonNanos) {
      keepHead();
      take(headBytes, headOffset, batch);
    }
    do {
      while (!hasHead && !batch.isFull() && !sink.isDone() && reader.next()) {
        if (record.nanos > horizonNanos) {
          headOffset = record.frameOffset;
          headBytes = reader.window();
          hasHead = true;
          keepHead();
        } else {
          take(reader.window(), record.frameOffset, batch);
        }
      }
    } while (batch.count() == 0 && !hasHead && !sink.isDone() && reader.refill(batch));
    reader.learn(batch.count(), batch.capacity());
    if (batch.count() == 0 && !hasHead) {
      end();
    }
  }

  /**
   * Leaves the batch that it was read into so far, and goes to a head. {@return whether there is
   * one}
   */
  boolean stepAside() throws IOException {
    reader.moveTo(new PacketBatch(1, OWN_WINDOW_BYTES));
    return hasHead || advance();
  }

  /** Goes to the next frame in its own window. {@return whether there is one} */
  boolean advance() throws IOException {
    do {
      if (reader.next()) {
        hasHead = true;
        headBytes = reader.window();
        headOffset = record.frameOffset;
        return true;
      }
    } while (reader.refill());
    end();
    return false;
  }

  /** {@return time of the head; before all others while it is not known} */
  long headNanos() {
    return hasHead ? record.nanos : Long.MIN_VALUE;
  }

  /** Copies the head into the batch. {@return whether there was room for it} */
  boolean copyHead(PacketBatch batch) {
    int offset = batch.append(headBytes, headOffset, record.capturedLength);
    if (offset < 0) {
      return false;
    }
    take(batch.window(), offset, batch);
    return true;
  }

  boolean waits() throws IOException {
    return !hasHead && reader.waits();
  }

  boolean isEnded() {
    return ended;
  }

  long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void take(ByteBuffer bytes, int offset, PacketBatch batch) {
    hasHead = false;
    notes.see(record);
    sink.take(record, bytes, offset, fileIndex, batch);
  }

  /** Gives the head bytes of its own, which no later read overwrites. */
  private void keepHead() {
    ByteBuffer copy = ByteBuffer.allocate(record.capturedLength);
    copy.put(0, headBytes, headOffset, record.capturedLength);
    headBytes = copy;
    headOffset = 0;
  }

  private void end() {
    ended = true;
    sink.quality().addDropped(record.dropped());
    sink.quality().addWithoutTime(record.withoutTime);
    notes.end(record, reader);
  }
}
