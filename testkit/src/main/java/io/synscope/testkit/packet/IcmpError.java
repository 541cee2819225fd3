package io.synscope.testkit.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An ICMP or ICMPv6 error message (RFC 792, RFC 4443).
 *
 * @param type of the message
 * @param code of the message
 * @param mtu next hop's MTU (RFC 1191); 0 where none is named
 * @param quoted the IP packet that it is about
 */
public record IcmpError(int type, int code, int mtu, byte[] quoted) {
  private static final int QUOTED_LIMIT = 548; // Linux icmp_send(): 576 - 20 - 8

  /** {@return the IP packet that carries this message} */
  public byte[] in(IpHeader ip) {
    byte[] quote = Arrays.copyOf(quoted, Math.min(quoted.length, QUOTED_LIMIT));
    ByteBuffer bytes = ByteBuffer.allocate(8 + quote.length);
    bytes.put((byte) type).put((byte) code).putShort((short) 0).putInt(mtu).put(quote);
    bytes.putShort(2, (short) checksum(ip, bytes.array()));
    return ip.packet(ip.icmp(), bytes.array());
  }

  private static int checksum(IpHeader ip, byte[] bytes) {
    if (ip.ipv6()) {
      return ip.checksum(ip.icmp(), bytes);
    }
    return ~InternetChecksum.sum(bytes, 0, bytes.length, 0);
  }
}
