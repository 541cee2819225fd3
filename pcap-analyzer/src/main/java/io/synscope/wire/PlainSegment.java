package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The commonest frame by far, read in one go: Ethernet, IPv4 without options or fragments, TCP.
 *
 * <p>Says of it what {@link Ethernet}, {@link Ipv4} and {@link Tcp} would say, in a third of the
 * time; a test holds it to that. Whatever is not as expected, it leaves to them.
 *
 * <pre>
 *  0           12     14                  22               30                38              46
 * +-----------+------+-------------------+----------------+-----------------+---------------+-------------------
 * | addresses | 0800 | 45 TOS length     | TTL 06 sum     | destination     | sequence      | offset flags window
 * |           |      | id, fragment      | source         | ports           | acknowledgment| checksum, urgent
 * +-----------+------+-------------------+----------------+-----------------+---------------+-------------------
 * </pre>
 */
final class PlainSegment {
  private static final int TYPE_OFFSET = 12;
  private static final int IP_OFFSET = 14;
  private static final int LENGTH_AND_FRAGMENT = 14;
  private static final int PROTOCOL_AND_SOURCE = 22;
  private static final int DESTINATION_AND_PORTS = 30;
  private static final int TCP_OFFSET = 34;
  private static final int NUMBERS = 38;
  private static final int FLAGS_AND_WINDOW = 46;
  private static final int SMALLEST = 54;

  private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
  private static final int MORE_FRAGMENTS_OR_OFFSET = 0x3fff;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int TCP_PROTOCOL = 6;
  private static final long WORD = 0xffff_ffffL;
  private static final int IP_AND_TCP_LENGTH = 40;

  private PlainSegment() {}

  /**
   * {@return whether the frame is such a one; the packet, which must be plain before, then bears
   * all of it}
   */
  static boolean read(
      ByteBuffer bytes, int frame, int capturedLength, int originalLength, Packet packet) {
    if (capturedLength < SMALLEST || bytes.getShort(frame + TYPE_OFFSET) != NextHeader.IPV4) {
      return false;
    }
    long lengths = bytes.getLong(frame + LENGTH_AND_FRAGMENT);
    long protocol = bytes.getLong(frame + PROTOCOL_AND_SOURCE);
    int totalLength = (int) (lengths >>> 32) & 0xffff;
    long flags = bytes.getLong(frame + FLAGS_AND_WINDOW);
    int headerLength = (int) (flags >>> 58) & 0x3c;
    int payloadLength = totalLength - IP_AND_TCP_LENGTH - (headerLength - Tcp.MINIMUM_LENGTH);
    if (lengths >>> 56 != VERSION_4_WITHOUT_OPTIONS
        || ((int) lengths & MORE_FRAGMENTS_OR_OFFSET) != 0
        || (protocol >>> 48 & 0xff) != TCP_PROTOCOL
        || headerLength < Tcp.MINIMUM_LENGTH
        || payloadLength < 0) {
      return false;
    }
    int limit = frame + Math.min(capturedLength, IP_OFFSET + totalLength);
    long destination = bytes.getLong(frame + DESTINATION_AND_PORTS);
    long numbers = bytes.getLong(frame + NUMBERS);
    packet.beginPlain(bytes, frame, capturedLength, originalLength);
    packet.ipOffset = frame + IP_OFFSET;
    packet.ipLength = totalLength;
    packet.identification = (int) (lengths >>> 16) & 0xffff;
    packet.dontFragment = ((int) lengths & DONT_FRAGMENT) != 0;
    packet.hopLimit = (int) (protocol >>> 56);
    packet.sourceLow = Ipv4.MAPPED | protocol & WORD;
    packet.destinationLow = Ipv4.MAPPED | destination >>> 32;
    packet.transportOffset = frame + TCP_OFFSET;
    packet.sourcePort = (int) destination >>> 16;
    packet.destinationPort = (int) destination & 0xffff;
    packet.sequenceNumber = (int) (numbers >>> 32);
    packet.acknowledgmentNumber = (int) numbers;
    packet.flags = (int) (flags >>> 48) & 0xff;
    packet.window = (int) (flags >>> 32) & 0xffff;
    Tcp.payloadAndOptions(bytes, frame + TCP_OFFSET, headerLength, payloadLength, limit, packet);
    packet.capturedEnd = limit;
    return true;
  }
}
