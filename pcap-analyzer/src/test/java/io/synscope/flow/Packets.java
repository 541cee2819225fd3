package io.synscope.flow;

import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.Link;
import io.synscope.testkit.packet.TcpSegment;
import io.synscope.wire.LinkType;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Packets for tests of the flow tables: a client 10.0.x.y, the server 10.9.9.9:6379. */
final class Packets {
  static final int SERVER_PORT = 6379;
  private static final byte[] SERVER = {10, 9, 9, 9};

  private Packets() {}

  static byte[] client(int number) {
    return new byte[] {10, (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
  }

  static Packet syn(int clientNumber, int port, int sequence) {
    return segment(
        client(clientNumber), SERVER, port, SERVER_PORT, sequence, 0, Packet.SYN, 1, 64, "");
  }

  static Packet synAck(int clientNumber, int port, int acknowledgment) {
    return segment(
        SERVER,
        client(clientNumber),
        SERVER_PORT,
        port,
        5000,
        acknowledgment,
        Packet.SYN | Packet.ACK,
        0,
        64,
        "");
  }

  static Packet data(int port, int sequence, int identification, int hopLimit, String payload) {
    return segment(
        client(1),
        SERVER,
        port,
        SERVER_PORT,
        sequence,
        1,
        Packet.ACK | Packet.PSH,
        identification,
        hopLimit,
        payload);
  }

  private static Packet segment(
      byte[] from,
      byte[] to,
      int fromPort,
      int toPort,
      int sequence,
      int acknowledgment,
      int flags,
      int identification,
      int hopLimit,
      String payload) {
    byte[] ip =
        new TcpSegment(
                fromPort,
                toPort,
                sequence,
                acknowledgment,
                flags,
                64240,
                new byte[0],
                payload.getBytes(StandardCharsets.US_ASCII),
                Checksumming.FULL)
            .in(new IpHeader(from, to, hopLimit, identification, true));
    byte[] frame = Link.RAW.frame(ip, true, 0);
    Packet packet = new Packet();
    ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.BIG_ENDIAN);
    new PacketDecoder().decode(bytes, 0, frame.length, frame.length, LinkType.RAW, packet);
    return packet;
  }
}
