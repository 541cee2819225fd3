package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * An ICMP or ICMPv6 message, and where it is an error, the packet that it quotes (RFC 792, 1191,
 * 4443). Reused.
 *
 * <pre>
 *  0      1      2          4                6          8
 * +------+------+----------+----------------+----------+------------------------------------
 * | type | code | checksum | unused         | MTU (v4) | quoted IP header, 8 bytes or more
 * +------+------+----------+----------------+----------+------------------------------------
 *                          | MTU (v6), parameter       |
 * </pre>
 */
public final class IcmpError {
  private static final int CODE_OFFSET = 1;
  private static final int MTU6_OFFSET = 4;
  private static final int MTU4_OFFSET = 6;
  private static final int QUOTE_OFFSET = 8;
  private static final int SMALLEST = 4;

  private static final int UNREACHABLE = 3; // RFC 792
  private static final int SOURCE_QUENCH = 4;
  private static final int TIME_EXCEEDED = 11;
  private static final int PARAMETER_PROBLEM = 12;
  private static final int FRAGMENTATION_NEEDED = 4; // a code of UNREACHABLE, RFC 1191 4

  private static final int PACKET_TOO_BIG_V6 = 2; // RFC 4443 3.2
  private static final int FIRST_INFORMATIONAL_V6 = 128; // RFC 4443 2.1

  private final QuotedPacket quoted = new QuotedPacket();
  private int type;
  private int code;
  private boolean ipv6;
  private int nextHopMtu;

  /** A message of zeros; {@link #wrap(Packet)} gives it content. */
  public IcmpError() {}

  /** {@return whether this packet is an ICMP message; if not, the accessors say nothing} */
  public boolean wrap(Packet packet) {
    return packet.kind == PacketKind.ICMP
        && wrap(packet.bytes, packet.transportOffset, packet.capturedEnd, packet.ipv6);
  }

  /**
   * {@return whether an ICMP message is here, of the version that the quoted packet has; if not,
   * the accessors say nothing}
   */
  public boolean wrap(ByteBuffer bytes, int offset, int limit) {
    boolean quotesIpv6 =
        limit - offset > QUOTE_OFFSET && bytes.get(offset + QUOTE_OFFSET) >>> 4 == Ipv6.VERSION;
    return wrap(bytes, offset, limit, quotesIpv6);
  }

  private boolean wrap(ByteBuffer bytes, int offset, int limit, boolean ipv6) {
    quoted.clear();
    nextHopMtu = 0;
    if (limit - offset < SMALLEST) {
      return false;
    }
    this.ipv6 = ipv6;
    type = bytes.get(offset) & 0xff;
    code = bytes.get(offset + CODE_OFFSET) & 0xff;
    if (isError() && limit - offset >= QUOTE_OFFSET) {
      nextHopMtu = readNextHopMtu(bytes, offset);
      quoted.read(bytes, offset + QUOTE_OFFSET, limit);
    }
    return true;
  }

  /** {@return the message's type; its meaning depends on {@link #ipv6()}} */
  public int type() {
    return type;
  }

  /** {@return the message's code} */
  public int code() {
    return code;
  }

  /** {@return whether this is ICMPv6} */
  public boolean ipv6() {
    return ipv6;
  }

  /** {@return whether the type reports an error about another packet (not a redirect)} */
  public boolean isError() {
    return ipv6
        ? type > 0 && type < FIRST_INFORMATIONAL_V6
        : type == UNREACHABLE
            || type == SOURCE_QUENCH
            || type == TIME_EXCEEDED
            || type == PARAMETER_PROBLEM;
  }

  /** {@return whether the packet was too big for the next link: IPv4 3/4, IPv6 2/0} */
  public boolean isTooBig() {
    return ipv6 ? type == PACKET_TOO_BIG_V6 : type == UNREACHABLE && code == FRAGMENTATION_NEEDED;
  }

  /**
   * {@return the next link's MTU where {@link #isTooBig()}; 0 from routers that predate RFC 1191}
   */
  public int nextHopMtu() {
    return nextHopMtu;
  }

  /** {@return whether TCP ports and sequence number of the packet in question are quoted} */
  public boolean quotesTcp() {
    return quoted.tcp;
  }

  /** {@return whether the addresses of the packet in question are quoted} */
  public boolean quotesPacket() {
    return quoted.present;
  }

  /** {@return upper half of the quoted source address} */
  public long quotedSourceHigh() {
    return quoted.sourceHigh;
  }

  /** {@return lower half of the quoted source address} */
  public long quotedSourceLow() {
    return quoted.sourceLow;
  }

  /** {@return upper half of the quoted destination address} */
  public long quotedDestinationHigh() {
    return quoted.destinationHigh;
  }

  /** {@return lower half of the quoted destination address} */
  public long quotedDestinationLow() {
    return quoted.destinationLow;
  }

  /** {@return the quoted TCP or UDP source port} */
  public int quotedSourcePort() {
    return quoted.sourcePort;
  }

  /** {@return the quoted TCP or UDP destination port} */
  public int quotedDestinationPort() {
    return quoted.destinationPort;
  }

  /** {@return the quoted TCP sequence number, where {@link #quotesTcp()}} */
  public int quotedSequenceNumber() {
    return quoted.sequenceNumber;
  }

  /** {@return the quoted TTL or hop limit, as it was when the reporter gave up on the packet} */
  public int quotedHopLimit() {
    return quoted.hopLimit;
  }

  /** {@return the length that the quoted packet had, by its own header} */
  public int quotedLength() {
    return quoted.length;
  }

  private int readNextHopMtu(ByteBuffer bytes, int offset) {
    if (!isTooBig()) {
      return 0;
    }
    return ipv6
        ? Math.max(0, bytes.getInt(offset + MTU6_OFFSET))
        : bytes.getShort(offset + MTU4_OFFSET) & 0xffff;
  }
}
