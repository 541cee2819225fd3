package io.synscope.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The newest blocks of a pcapng stream in a ring of bytes, behind the blocks that every file of
 * them begins with.
 */
final class BlockWindow extends OutputStream {
  private static final int ENHANCED_PACKET = 6;
  private static final int LENGTH = 4;
  private static final int TIME_HIGH = 12;
  private static final int TIME_LOW = 16;

  private final byte[] ring;
  private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
  private long head; // bytes ever written
  private long tail; // where the oldest block begins

  BlockWindow(int capacity) {
    ring = new byte[capacity];
  }

  /** Takes one whole block; the oldest ones make room for it. */
  @Override
  public void write(byte[] block, int offset, int length) {
    if (block[offset] != ENHANCED_PACKET) {
      preamble.write(block, offset, length);
      return;
    }
    if (length > ring.length) {
      return;
    }
    while (head - tail + length > ring.length) {
      tail += word(tail + LENGTH);
    }
    int at = (int) (head % ring.length);
    int first = Math.min(length, ring.length - at);
    System.arraycopy(block, offset, ring, at, first);
    System.arraycopy(block, offset + first, ring, 0, length - first);
    head += length;
  }

  @Override
  public void write(int one) {
    throw new UnsupportedOperationException("blocks only");
  }

  /** Writes a capture of the packets since then. */
  void copy(long sinceNanos, OutputStream out) throws IOException {
    preamble.writeTo(out);
    long at = tail;
    while (at < head) {
      int length = word(at + LENGTH);
      if (nanos(at) >= sinceNanos) {
        copy(at, length, out);
      }
      at += length;
    }
  }

  private void copy(long from, int length, OutputStream out) throws IOException {
    int at = (int) (from % ring.length);
    int first = Math.min(length, ring.length - at);
    out.write(ring, at, first);
    out.write(ring, 0, length - first);
  }

  private long nanos(long at) {
    return (long) word(at + TIME_HIGH) << 32 | word(at + TIME_LOW) & 0xffff_ffffL;
  }

  private int word(long at) {
    return octet(at) | octet(at + 1) << 8 | octet(at + 2) << 16 | octet(at + 3) << 24;
  }

  private int octet(long at) {
    return ring[(int) (at % ring.length)] & 0xff;
  }
}
