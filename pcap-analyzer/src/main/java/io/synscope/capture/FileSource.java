package io.synscope.capture;

import io.synscope.wire.Packet;
import io.synscope.wire.PacketDecoder;
import java.io.Closeable;
import java.io.IOException;

/** The packets of one file, read straight into the batch. */
final class FileSource implements Closeable {
  private static final int FILE_INDEX_SHIFT = 40;

  private final long frameBase;
  private final FrameReader reader;
  private final RecordFormat record;
  private final FileNotes notes;
  private final CaptureQuality quality;
  private final PacketDecoder decoder;
  private final PacketFilter filter;
  private boolean ended;

  FileSource(
      int fileIndex,
      FrameReader reader,
      FileNotes notes,
      CaptureQuality quality,
      PacketDecoder decoder,
      PacketFilter filter) {
    frameBase = (long) fileIndex << FILE_INDEX_SHIFT;
    this.reader = reader;
    this.record = reader.format();
    this.notes = notes;
    this.quality = quality;
    this.decoder = decoder;
    this.filter = filter;
  }

  /**
   * Fills the batch from this file.
   *
   * @return whether there were any packets
   */
  boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    if (ended) {
      return false;
    }
    reader.moveTo(batch);
    do {
      while (!batch.isFull() && reader.next()) {
        decode(batch);
      }
    } while (batch.count() == 0 && !filter.isDone() && reader.refill(batch));
    reader.learn(batch.count(), batch.capacity());
    if (batch.count() == 0) {
      end();
    }
    return batch.count() > 0;
  }

  long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void decode(PacketBatch batch) {
    Packet packet = batch.candidate();
    packet.captured(frameBase | record.number, record.nanos, record.interfaceId, record.direction);
    decoder.decode(
        batch.window(),
        record.frameOffset,
        record.capturedLength,
        record.originalLength,
        record.link,
        packet);
    quality.see(packet, record);
    notes.see(record);
    if (filter.accepts(packet)) {
      batch.take();
    } else {
      quality.filterOut();
    }
  }

  private void end() {
    ended = true;
    quality.addDropped(record.dropped());
    if (!reader.fault().isEmpty()) {
      notes.warn("ended early, at byte " + reader.faultOffset() + ": " + reader.fault());
    }
  }
}
