package io.synscope.capture;

import io.synscope.wire.Packet;
import io.synscope.wire.PacketDecoder;
import java.nio.ByteBuffer;

/**
 * Where all frames of a capture end up: filtered, decoded, counted, and in the batch. One for all
 * files.
 */
final class FrameSink {
  private static final int FILE_INDEX_SHIFT = 40;

  private final PacketDecoder decoder = new PacketDecoder();
  private final CaptureQuality quality = new CaptureQuality();
  private final FrameFilter frames;
  private final PacketFilter packets;

  FrameSink(CaptureOptions options) {
    frames = options.frames();
    packets = options.packets();
  }

  CaptureQuality quality() {
    return quality;
  }

  boolean isDone() {
    return packets.isDone();
  }

  /** Decodes the record's frame, which lies in these bytes, into the batch. */
  void take(RecordFormat record, ByteBuffer bytes, int offset, int fileIndex, PacketBatch batch) {
    quality.see(record);
    if (!frames.accepts(
        bytes, offset, record.capturedLength, record.originalLength, record.linkNumber)) {
      quality.filterOut();
      return;
    }
    Packet packet = batch.candidate();
    long frame = (long) fileIndex << FILE_INDEX_SHIFT | record.number;
    packet.captured(frame, record.nanos, record.interfaceId, record.direction);
    decoder.decode(
        bytes, offset, record.capturedLength, record.originalLength, record.link, packet);
    quality.see(packet, record.linkNumber);
    if (packets.accepts(packet)) {
      batch.take();
    } else {
      quality.filterOut();
    }
  }

  /** Notes what is known only when all is read. */
  void end() {
    quality.incompleteDatagrams(decoder.incompleteDatagrams());
  }
}
