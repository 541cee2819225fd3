package io.synscope.testkit.packet;

import java.nio.ByteBuffer;

/**
 * One TCP segment (RFC 9293 3.1); sequence numbers are those of the wire.
 *
 * @param sourcePort of the sender
 * @param destinationPort of the receiver
 * @param sequence SEG.SEQ
 * @param acknowledgment SEG.ACK
 * @param flags as in the header's 14th byte
 * @param window unscaled
 * @param options padded to a multiple of four
 * @param payload the data
 * @param checksumming what stands in the checksum field
 */
public record TcpSegment(
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgment,
    int flags,
    int window,
    byte[] options,
    byte[] payload,
    Checksumming checksumming) {
  private static final int CHECKSUM_OFFSET = 16;

  /** {@return the IP packet that carries this segment} */
  public byte[] in(IpHeader ip) {
    int header = 20 + options.length;
    ByteBuffer bytes = ByteBuffer.allocate(header + payload.length);
    bytes.putShort((short) sourcePort).putShort((short) destinationPort);
    bytes.putInt(sequence).putInt(acknowledgment);
    bytes.put((byte) (header / 4 << 4)).put((byte) flags).putShort((short) window);
    bytes.putInt(0).put(options).put(payload);
    bytes.putShort(CHECKSUM_OFFSET, (short) checksum(ip, bytes.array()));
    return ip.packet(IpHeader.TCP, bytes.array());
  }

  private int checksum(IpHeader ip, byte[] bytes) {
    return switch (checksumming) {
      case FULL -> ip.checksum(IpHeader.TCP, bytes);
      case PARTIAL -> ip.pseudoSum(IpHeader.TCP, bytes.length);
      case WRONG -> ip.checksum(IpHeader.TCP, bytes) ^ 0x5AA5;
    };
  }
}
