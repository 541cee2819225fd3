package io.synscope.testkit.packet;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** Link types, by their LINKTYPE_ numbers, and the headers that they put before an IP packet. */
public enum Link {
  /** BSD loopback: the address family in the capturing host's byte order, here little-endian. */
  NULL(0) {
    @Override
    public byte[] frame(byte[] ip, boolean sent, int device) {
      byte[] header = {(byte) ((ip[0] & 0xF0) == 0x60 ? 30 : 2), 0, 0, 0};
      return join(header, ip);
    }
  },
  /** Ethernet II. */
  ETHERNET(1) {
    @Override
    public byte[] frame(byte[] ip, boolean sent, int device) {
      return ethernet(ip, sent, List.of());
    }
  },
  /** The IP packet alone. */
  RAW(101) {
    @Override
    public byte[] frame(byte[] ip, boolean sent, int device) {
      return ip;
    }
  },
  /** Linux cooked capture. */
  SLL(113) {
    @Override
    public byte[] frame(byte[] ip, boolean sent, int device) {
      ByteBuffer header = ByteBuffer.allocate(16);
      header.putShort((short) (sent ? 4 : 0)).putShort((short) 1).putShort((short) 6);
      header.put(sent ? NEAR : FAR).putShort((short) 0).putShort((short) etherType(ip));
      return join(header.array(), ip);
    }
  },
  /** Linux cooked capture, version 2: with the interface's index. */
  SLL2(276) {
    @Override
    public byte[] frame(byte[] ip, boolean sent, int device) {
      ByteBuffer header = ByteBuffer.allocate(20);
      header.putShort((short) etherType(ip)).putShort((short) 0).putInt(device).putShort((short) 1);
      header.put((byte) (sent ? 4 : 0)).put((byte) 6).put(sent ? NEAR : FAR).putShort((short) 0);
      return join(header.array(), ip);
    }
  };

  private static final byte[] NEAR = {2, 0, 0, 0, 0, 1};
  private static final byte[] FAR = {2, 0, 0, 0, 0, 2};
  private final int number;

  Link(int number) {
    this.number = number;
  }

  /** {@return the LINKTYPE_ number} */
  public int number() {
    return number;
  }

  /** {@return the frame that carries the packet; sent says that the capturing host sent it} */
  public abstract byte[] frame(byte[] ip, boolean sent, int device);

  /** {@return an Ethernet frame with these 802.1Q tags, outermost first} */
  public static byte[] ethernet(byte[] payload, boolean sent, List<Integer> vlans) {
    return ethernet(payload, etherType(payload), sent, vlans);
  }

  /** {@return an Ethernet broadcast that asks for a hardware address (RFC 826)} */
  public static byte[] whoHas(byte[] target, byte[] sender) {
    ByteBuffer arp = ByteBuffer.allocate(28);
    arp.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4);
    arp.putShort((short) 1).put(FAR).put(sender).put(new byte[6]).put(target);
    return ethernet(arp.array(), 0x0806, false, List.of());
  }

  /** {@return the link type of this name} */
  public static Link named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  static int etherType(byte[] ip) {
    return (ip[0] & 0xF0) == 0x60 ? 0x86DD : 0x0800;
  }

  private static byte[] ethernet(byte[] payload, int type, boolean sent, List<Integer> vlans) {
    ByteBuffer frame = ByteBuffer.allocate(14 + 4 * vlans.size() + payload.length);
    frame.put(sent ? FAR : NEAR).put(sent ? NEAR : FAR);
    for (int i = 0; i < vlans.size(); i++) {
      boolean outer = i + 1 < vlans.size();
      frame.putShort((short) (outer ? 0x88A8 : 0x8100)).putShort((short) (int) vlans.get(i));
    }
    return frame.putShort((short) type).put(payload).array();
  }

  private static byte[] join(byte[] header, byte[] payload) {
    return ByteBuffer.allocate(header.length + payload.length).put(header).put(payload).array();
  }
}
