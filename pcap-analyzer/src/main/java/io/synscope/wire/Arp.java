package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * An ARP message for IPv4 over Ethernet, RFC 826. Reused.
 *
 * <pre>
 *  0          2          4      5      6           8            14          18           24          28
 * +----------+----------+------+------+-----------+------------+-----------+------------+-----------+
 * | hardware | protocol | hlen | plen | operation | sender MAC | sender IP | target MAC | target IP |
 * +----------+----------+------+------+-----------+------------+-----------+------------+-----------+
 * </pre>
 */
public final class Arp {
  private static final int PROTOCOL_OFFSET = 2;
  private static final int LENGTHS_OFFSET = 4;
  private static final int OPERATION_OFFSET = 6;
  private static final int SENDER_MAC_OFFSET = 8;
  private static final int SENDER_IP_OFFSET = 14;
  private static final int TARGET_MAC_OFFSET = 18;
  private static final int TARGET_IP_OFFSET = 24;
  private static final int LENGTH = 28;

  private static final int ETHERNET_IPV4_LENGTHS = 0x0604;
  private static final int REQUEST = 1;
  private static final int REPLY = 2;

  private ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
  private int at;

  /** A message of zeros; {@link #wrap} gives it content. */
  public Arp() {}

  /**
   * {@return whether this packet is a whole ARP message for IPv4; if not, the accessors must not be
   * asked}
   */
  public boolean wrap(Packet packet) {
    return packet.kind == PacketKind.ARP
        && wrap(packet.bytes, packet.transportOffset, packet.capturedEnd);
  }

  /**
   * {@return whether these bytes are a whole ARP message for IPv4; if not, the accessors must not
   * be asked}
   */
  public boolean wrap(ByteBuffer bytes, int offset, int limit) {
    if (limit - offset < LENGTH
        || bytes.getShort(offset + PROTOCOL_OFFSET) != NextHeader.IPV4
        || bytes.getShort(offset + LENGTHS_OFFSET) != ETHERNET_IPV4_LENGTHS) {
      return false;
    }
    this.bytes = bytes;
    at = offset;
    return true;
  }

  /** {@return whether it asks who has the target's address} */
  public boolean isRequest() {
    return operation() == REQUEST;
  }

  /** {@return whether it answers with the sender's hardware address} */
  public boolean isReply() {
    return operation() == REPLY;
  }

  /** {@return the sender's IPv4 address, mapped as in {@link Packet#sourceLow()}} */
  public long senderAddress() {
    return address(SENDER_IP_OFFSET);
  }

  /** {@return the target's IPv4 address, mapped as in {@link Packet#sourceLow()}} */
  public long targetAddress() {
    return address(TARGET_IP_OFFSET);
  }

  /** {@return the sender's hardware address in the lower 48 bits} */
  public long senderHardwareAddress() {
    return hardwareAddress(SENDER_MAC_OFFSET);
  }

  /** {@return the target's hardware address in the lower 48 bits; 0 in a request} */
  public long targetHardwareAddress() {
    return hardwareAddress(TARGET_MAC_OFFSET);
  }

  private int operation() {
    return bytes.getShort(at + OPERATION_OFFSET) & 0xffff;
  }

  private long address(int offset) {
    return Ipv4.MAPPED | bytes.getInt(at + offset) & 0xffff_ffffL;
  }

  private long hardwareAddress(int offset) {
    return (bytes.getShort(at + offset) & 0xffffL) << Integer.SIZE
        | bytes.getInt(at + offset + Short.BYTES) & 0xffff_ffffL;
  }
}
