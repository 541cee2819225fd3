package io.synscope.wire;

/**
 * The UDP header, RFC 768, and the tunnels that hide behind well-known destination ports.
 *
 * <pre>
 *  0          2               4        6          8
 * +----------+---------------+--------+----------+---------
 * |  source  |  destination  | length | checksum | payload
 * +----------+---------------+--------+----------+---------
 * </pre>
 */
final class Udp {
  private static final int DESTINATION_OFFSET = 2;
  private static final int LENGTH_OFFSET = 4;
  private static final int LENGTH = 8;

  private Udp() {}

  static int header(Cursor cursor) {
    Packet packet = cursor.packet;
    packet.transportOffset = cursor.at;
    if (!cursor.has(LENGTH)) {
      return cursor.missing(LENGTH);
    }
    packet.sourcePort = cursor.unsignedShort(0);
    packet.destinationPort = cursor.unsignedShort(DESTINATION_OFFSET);
    int length = cursor.unsignedShort(LENGTH_OFFSET);
    if (length != 0 && length < LENGTH) { // 0 is a jumbogram or offload
      return cursor.stop(PacketKind.MALFORMED);
    }
    if (length != 0 && cursor.at + length < cursor.wireEnd) {
      cursor.endsAt(cursor.at + length);
    }
    packet.kind = PacketKind.UDP;
    packet.payloadOffset = cursor.at + LENGTH;
    packet.payloadLength = cursor.wireEnd - packet.payloadOffset;
    packet.payloadCaptured = cursor.limit - packet.payloadOffset;
    cursor.at = packet.payloadOffset;
    return Overlay.behind(cursor, packet.destinationPort);
  }
}
