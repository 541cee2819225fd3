package io.synscope.testkit.packet;

import java.nio.ByteBuffer;

/** Envelopes around an IP packet, from 192.0.2.1 to 192.0.2.2. */
public enum Tunnel {
  /** RFC 2784, without checksum or key. */
  GRE {
    @Override
    public byte[] around(byte[] ip, int id) {
      ByteBuffer bytes = ByteBuffer.allocate(4 + ip.length);
      bytes.putShort((short) 0).putShort((short) Link.etherType(ip)).put(ip);
      return OUTER.packet(IpHeader.GRE, bytes.array());
    }
  },
  /** RFC 2003. */
  IPIP {
    @Override
    public byte[] around(byte[] ip, int id) {
      return OUTER.packet((ip[0] & 0xF0) == 0x60 ? 41 : 4, ip);
    }
  },
  /** RFC 7348. */
  VXLAN {
    @Override
    public byte[] around(byte[] ip, int id) {
      byte[] frame = Link.ETHERNET.frame(ip, false, 0);
      ByteBuffer bytes = ByteBuffer.allocate(16 + frame.length);
      bytes.putShort((short) 50_000).putShort((short) 4789);
      bytes.putShort((short) (16 + frame.length)).putShort((short) 0);
      bytes.putInt(0x08000000).putInt(id << 8).put(frame);
      return OUTER.packet(IpHeader.UDP, bytes.array());
    }
  };

  private static final IpHeader OUTER =
      new IpHeader(new byte[] {(byte) 192, 0, 2, 1}, new byte[] {(byte) 192, 0, 2, 2}, 62, 0, true);

  /** {@return the outer packet; the id is the VXLAN network identifier} */
  public abstract byte[] around(byte[] ip, int id);
}
