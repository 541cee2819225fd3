package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * What a TCP checksum says of the packet and of where it was captured (RFC 9293 3.1).
 *
 * <p>Computed when somebody asks: it touches every byte of the segment.
 */
public enum Checksum {
  /** The sum over pseudo-header and segment is right. */
  VALID,
  /**
   * The field holds the pseudo-header's folded sum alone: Linux CHECKSUM_PARTIAL, left to the
   * network card. Seen only on the sending host itself, and on segments that the receiving host's
   * GRO put together.
   */
  PARTIAL,
  /** Neither: damaged, or rewritten without care. */
  INVALID,
  /** Not a TCP segment, or not all of it was captured. */
  UNKNOWN;

  private static final int TCP_PROTOCOL = 6;
  private static final int HALF = 0xffff;
  private static final long WORD = 0xffff_ffffL;

  /** {@return what the checksum of this packet says} */
  public static Checksum of(Packet packet) {
    if (packet.kind != PacketKind.TCP
        || packet.payloadOffset + packet.payloadLength > packet.capturedEnd) {
      return UNKNOWN;
    }
    int length = packet.payloadOffset + packet.payloadLength - packet.transportOffset;
    long pseudoHeader = pseudoHeader(packet, length);
    int field = packet.bytes.getShort(packet.transportOffset + Tcp.CHECKSUM_OFFSET) & HALF;
    if (fold(pseudoHeader + sum(packet.bytes, packet.transportOffset, length)) == HALF) {
      return VALID;
    }
    return field == fold(pseudoHeader) ? PARTIAL : INVALID;
  }

  private static long pseudoHeader(Packet packet, int length) {
    long addresses =
        packet.ipv6
            ? words(packet.sourceHigh)
                + words(packet.sourceLow)
                + words(packet.destinationHigh)
                + words(packet.destinationLow)
            : (packet.sourceLow & WORD) + (packet.destinationLow & WORD);
    return addresses + TCP_PROTOCOL + length;
  }

  private static long words(long value) {
    return (value >>> Integer.SIZE) + (value & WORD);
  }

  private static long sum(ByteBuffer bytes, int from, int length) {
    long sum = 0;
    int at = from;
    int end = from + length;
    for (; end - at >= Integer.BYTES; at += Integer.BYTES) {
      sum += bytes.getInt(at) & WORD;
    }
    for (int shift = Integer.SIZE - Byte.SIZE; at < end; at++, shift -= Byte.SIZE) {
      sum += (bytes.get(at) & 0xffL) << shift;
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > HALF) {
      folded = (folded & HALF) + (folded >>> Short.SIZE);
    }
    return (int) folded;
  }
}
