package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * Where decoding stands in one frame: which header comes next, and how far captured and wire bytes
 * reach.
 */
final class Cursor {
  /** A file may claim 4 GiB for a frame; offsets must not overflow. */
  private static final int LARGEST_FRAME = 1 << 30;

  final FragmentAssembler fragments = new FragmentAssembler();
  ByteBuffer bytes;
  Packet packet;

  /** Where the next header begins. */
  int at;

  /** Where captured bytes end; padding behind an inner length does not count. */
  int limit;

  /** Where the bytes ended on the wire, by the innermost length that was read. */
  int wireEnd;

  /** Where the outermost IP header begins; -1 before one was seen. */
  int outermostIp;

  Cursor(Packet packet) {
    this.packet = packet;
    bytes = packet.bytes;
  }

  void begin(ByteBuffer bytes, int offset, int capturedLength, int originalLength, Packet packet) {
    this.bytes = bytes;
    this.packet = packet;
    at = offset;
    limit = offset + capturedLength;
    wireEnd = offset + Math.min(Math.max(originalLength, capturedLength), LARGEST_FRAME);
    outermostIp = -1;
  }

  /** {@return whether the next {@code length} bytes were captured} */
  boolean has(int length) {
    return limit - at >= length;
  }

  /** {@return whether the next {@code length} bytes were on the wire, captured or not} */
  boolean wasSent(int length) {
    return wireEnd - at >= length;
  }

  /**
   * Ends decoding because the next {@code length} bytes are not there: cut by the capture, or never
   * sent.
   */
  int missing(int length) {
    return stop(wasSent(length) ? PacketKind.TRUNCATED : PacketKind.MALFORMED);
  }

  /** Ends decoding with this kind. */
  int stop(PacketKind kind) {
    packet.kind = kind;
    return NextHeader.DONE;
  }

  /**
   * Takes an inner length as the end of what follows, so that padding and trailers are never taken
   * for content.
   */
  void endsAt(int innerEnd) {
    wireEnd = innerEnd;
    if (limit > innerEnd) {
      limit = innerEnd;
    }
  }

  int unsignedByte(int offset) {
    return bytes.get(at + offset) & 0xff;
  }

  int unsignedShort(int offset) {
    return bytes.getShort(at + offset) & 0xffff;
  }

  int word(int offset) {
    return bytes.getInt(at + offset);
  }
}
