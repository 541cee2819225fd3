package io.synscope.analysis;

import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source of which the next batch can be seen before its turn. */
final class Lookahead implements ClockJumps.Following {
  private final CaptureSource source;
  private @Nullable PacketBatch next; // most captures need none
  private boolean peeked;
  private boolean ended;

  Lookahead(CaptureSource source) {
    this.source = source;
  }

  /** {@return whether there were packets to fill the batch with} */
  boolean fill(PacketBatch batch) throws IOException {
    PacketBatch before = next;
    if (peeked && before != null) {
      peeked = false;
      batch.swap(before);
      return batch.count() > 0;
    }
    ended = ended || !source.fill(batch);
    return !ended;
  }

  @Override
  public PacketBatch peek() throws IOException {
    PacketBatch ahead = next == null ? new PacketBatch() : next;
    next = ahead;
    if (!peeked) {
      peeked = true;
      ended = ended || !source.fill(ahead);
    }
    return ahead;
  }
}
