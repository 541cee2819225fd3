package io.synscope.testkit.packet;

import java.nio.ByteBuffer;

/**
 * What varies in an IP header without options (RFC 791 3.1, RFC 8200 3).
 *
 * @param source 4 or 16 bytes
 * @param destination as many
 * @param hopLimit TTL or hop limit
 * @param identification of IPv4
 * @param dontFragment of IPv4
 */
public record IpHeader(
    byte[] source, byte[] destination, int hopLimit, int identification, boolean dontFragment) {
  /** Protocol number of TCP. */
  public static final int TCP = 6;

  /** Protocol number of UDP. */
  public static final int UDP = 17;

  /** Protocol number of GRE (RFC 2784). */
  public static final int GRE = 47;

  /** {@return whether the addresses are IPv6} */
  public boolean ipv6() {
    return source.length == 16;
  }

  /** {@return the protocol number of ICMP in this family} */
  public int icmp() {
    return ipv6() ? 58 : 1;
  }

  /** {@return this header with its payload behind it} */
  public byte[] packet(int protocol, byte[] payload) {
    return ipv6() ? packet6(protocol, payload) : packet4(protocol, payload);
  }

  private byte[] packet4(int protocol, byte[] payload) {
    ByteBuffer bytes = ByteBuffer.allocate(20 + payload.length);
    bytes.putShort((short) 0x4500).putShort((short) (20 + payload.length));
    bytes.putShort((short) identification).putShort((short) (dontFragment ? 0x4000 : 0));
    bytes.put((byte) hopLimit).put((byte) protocol).putShort((short) 0);
    bytes.put(source).put(destination).put(payload);
    bytes.putShort(10, (short) ~InternetChecksum.sum(bytes.array(), 0, 20, 0));
    return bytes.array();
  }

  private byte[] packet6(int protocol, byte[] payload) {
    ByteBuffer bytes = ByteBuffer.allocate(40 + payload.length);
    bytes.putInt(0x60000000).putShort((short) payload.length);
    bytes.put((byte) protocol).put((byte) hopLimit);
    return bytes.put(source).put(destination).put(payload).array();
  }

  /** {@return the pseudo-header's folded sum} */
  int pseudoSum(int protocol, int length) {
    int addresses =
        InternetChecksum.sum(
            source, 0, source.length, InternetChecksum.sum(destination, 0, destination.length, 0));
    byte[] rest = {(byte) (length >>> 8), (byte) length, 0, (byte) protocol};
    return InternetChecksum.sum(rest, 0, rest.length, addresses);
  }

  /** {@return the checksum over pseudo-header and payload} */
  int checksum(int protocol, byte[] payload) {
    return ~InternetChecksum.sum(payload, 0, payload.length, pseudoSum(protocol, payload.length))
        & 0xFFFF;
  }
}
