package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The TCP header, RFC 9293 3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |          Source Port          |       Destination Port        |
 * +-------------------------------+-------------------------------+
 * |                        Sequence Number                        |
 * +---------------------------------------------------------------+
 * |                    Acknowledgment Number                      |
 * +-------+-------+-+-+-+-+-+-+-+-+-------------------------------+
 * | Offset| Rsrvd |C|E|U|A|P|R|S|F|            Window             |
 * +-------+-------+-+-+-+-+-+-+-+-+-------------------------------+
 * |           Checksum            |         Urgent Pointer        |
 * +-------------------------------+-------------------------------+
 * |                           [Options]                           |
 * +---------------------------------------------------------------+
 * </pre>
 */
final class Tcp {
  static final int MINIMUM_LENGTH = 20;
  static final int CHECKSUM_OFFSET = 16;

  private static final int PORTS_WORD = 0;
  private static final int SEQUENCE_OFFSET = 4;
  private static final int ACKNOWLEDGMENT_OFFSET = 8;
  private static final int FLAGS_WORD = 12;

  /**
   * NOP, NOP, timestamps of length 10: how nearly every stack lays them out (RFC 7323 appendix A).
   */
  private static final int ALIGNED_TIMESTAMPS = 0x0101080a;

  private static final int ALIGNED_TIMESTAMPS_LENGTH = 12;

  private Tcp() {}

  static int header(Cursor cursor) {
    Packet packet = cursor.packet;
    ByteBuffer bytes = cursor.bytes;
    int tcp = cursor.at;
    packet.transportOffset = tcp;
    if (!cursor.has(MINIMUM_LENGTH)) {
      return cutHeader(cursor);
    }
    int ports = bytes.getInt(tcp + PORTS_WORD);
    packet.sourcePort = ports >>> 16;
    packet.destinationPort = ports & 0xffff;
    int flags = bytes.getInt(tcp + FLAGS_WORD);
    int headerLength = flags >>> 26 & 0x3c;
    int payloadLength = cursor.wireEnd - tcp - headerLength;
    if (headerLength < MINIMUM_LENGTH || payloadLength < 0) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    packet.kind = PacketKind.TCP;
    packet.sequenceNumber = bytes.getInt(tcp + SEQUENCE_OFFSET);
    packet.acknowledgmentNumber = bytes.getInt(tcp + ACKNOWLEDGMENT_OFFSET);
    packet.flags = flags >>> 16 & 0xff;
    packet.window = flags & 0xffff;
    payloadAndOptions(bytes, tcp, headerLength, payloadLength, cursor.limit, packet);
    return NextHeader.DONE;
  }

  /** Sets what depends on where the header ends and the captured bytes end. */
  static void payloadAndOptions(
      ByteBuffer bytes, int tcp, int headerLength, int payloadLength, int limit, Packet packet) {
    int payload = tcp + headerLength;
    packet.payloadOffset = payload;
    packet.payloadLength = payloadLength;
    packet.payloadCaptured = Math.max(0, limit - payload);
    if (headerLength == MINIMUM_LENGTH) {
      packet.optionsOffset = 0;
      packet.optionsLength = 0;
      noTimestamps(packet);
    } else {
      options(bytes, tcp + MINIMUM_LENGTH, Math.min(payload, limit), packet);
    }
  }

  /** Ports are worth having even when nothing behind them was captured. */
  private static int cutHeader(Cursor cursor) {
    if (cursor.has(Integer.BYTES)) {
      cursor.packet.sourcePort = cursor.unsignedShort(0);
      cursor.packet.destinationPort = cursor.unsignedShort(Short.BYTES);
      cursor.packet.portsOnly = cursor.wasSent(MINIMUM_LENGTH);
    }
    return cursor.missing(MINIMUM_LENGTH);
  }

  private static void options(ByteBuffer bytes, int from, int to, Packet packet) {
    packet.optionsOffset = from;
    packet.optionsLength = to - from;
    if (to - from >= ALIGNED_TIMESTAMPS_LENGTH && bytes.getInt(from) == ALIGNED_TIMESTAMPS) {
      timestamps(bytes, from + 4, packet);
    } else {
      findTimestamps(bytes, from, to, packet);
    }
  }

  private static void findTimestamps(ByteBuffer bytes, int from, int to, Packet packet) {
    noTimestamps(packet);
    int at = from;
    while (at < to) {
      int kind = bytes.get(at) & 0xff;
      if (kind == TcpOptions.NO_OPERATION) {
        at++;
        continue;
      }
      if (kind == TcpOptions.END || to - at < 2) {
        return;
      }
      int length = bytes.get(at + 1) & 0xff;
      if (length < 2 || length > to - at) {
        return;
      }
      if (kind == TcpOptions.TIMESTAMPS && length == TcpOptions.TIMESTAMPS_LENGTH) {
        timestamps(bytes, at + 2, packet);
        return;
      }
      at += length;
    }
  }

  private static void noTimestamps(Packet packet) {
    packet.timestamps = false;
    packet.timestampValue = 0;
    packet.timestampEcho = 0;
  }

  private static void timestamps(ByteBuffer bytes, int at, Packet packet) {
    packet.timestamps = true;
    long both = bytes.getLong(at);
    packet.timestampValue = (int) (both >>> Integer.SIZE);
    packet.timestampEcho = (int) both;
  }
}
