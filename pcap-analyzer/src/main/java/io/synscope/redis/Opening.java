package io.synscope.redis;

import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import java.nio.ByteBuffer;

/** The first bytes of an end, held because they do not yet tell what it speaks. */
final class Opening {
  private final ByteBuffer bytes = ByteBuffer.allocate(Tongues.ENOUGH);
  private final long nanos;
  private final long frame;
  private int held;

  Opening(long nanos, long frame) {
    this.nanos = nanos;
    this.frame = frame;
  }

  /** {@return what these bytes are, together with those held} */
  Tongue with(Party from, ByteBuffer in, int position, int limit) {
    bytes.position(held);
    for (int i = position; i < limit && bytes.hasRemaining(); i++) {
      bytes.put(in.get(i));
    }
    return Tongues.of(from, bytes, 0, bytes.position(), false);
  }

  /** Holds these bytes too. */
  void hold() {
    held = bytes.position();
  }

  /** {@return what the bytes held are, when no more will come} */
  Tongue atEnd(Party from) {
    return Tongues.of(from, bytes, 0, held, true);
  }

  /** {@return the bytes held, from index 0} */
  ByteBuffer bytes() {
    return bytes;
  }

  /** {@return how many} */
  int held() {
    return held;
  }

  long nanos() {
    return nanos;
  }

  long frame() {
    return frame;
  }
}
