package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The innermost IP packet of a frame, as primitives: who sends it to whom, and where its bytes lie.
 *
 * <p>Addresses are two longs, IPv4 mapped into ::ffff:0:0/96, so that one flow table serves both
 * families.
 */
public abstract class IpPacket extends CapturedFrame {
  ByteBuffer bytes;

  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  boolean ipv6;
  int hopLimit;
  int identification;
  boolean dontFragment;
  boolean fragmented;
  int ipOffset;
  int ipLength;
  int outerOverhead;
  Tunnel tunnel = Tunnel.NONE;
  int capturedEnd;

  IpPacket() {
    bytes = frameBytes;
  }

  /** Forgets the IP packet before. */
  final void beginIp() {
    sourceHigh = 0;
    sourceLow = 0;
    destinationHigh = 0;
    destinationLow = 0;
    ipv6 = false;
    hopLimit = 0;
    identification = 0;
    dontFragment = false;
    fragmented = false;
    ipOffset = 0;
    ipLength = 0;
    outerOverhead = 0;
    tunnel = Tunnel.NONE;
  }

  /**
   * Notes that an IP header of this total length begins at the cursor: the innermost one so far.
   */
  final void enterIp(Cursor cursor, int totalLength) {
    if (cursor.outermostIp < 0) {
      cursor.outermostIp = cursor.at;
    } else {
      outerOverhead = cursor.at - cursor.outermostIp;
    }
    ipOffset = cursor.at;
    ipLength = totalLength;
    fragmented = false;
  }

  /** {@return the buffer that all offsets here refer to} */
  public final ByteBuffer bytes() {
    return bytes;
  }

  /** {@return upper half of the source address} */
  public final long sourceHigh() {
    return sourceHigh;
  }

  /** {@return lower half of the source address} */
  public final long sourceLow() {
    return sourceLow;
  }

  /** {@return upper half of the destination address} */
  public final long destinationHigh() {
    return destinationHigh;
  }

  /** {@return lower half of the destination address} */
  public final long destinationLow() {
    return destinationLow;
  }

  /** {@return whether the innermost IP header is version 6} */
  public final boolean ipv6() {
    return ipv6;
  }

  /** {@return TTL (IPv4) or hop limit (IPv6), 0 to 255} */
  public final int hopLimit() {
    return hopLimit;
  }

  /** {@return the IPv4 identification field, 0 to 65535; 0 for IPv6} */
  public final int identification() {
    return identification;
  }

  /** {@return the IPv4 DF bit; true for IPv6, which routers never fragment} */
  public final boolean dontFragment() {
    return dontFragment;
  }

  /** {@return whether this packet is, or was put together from, IP fragments} */
  public final boolean fragmented() {
    return fragmented;
  }

  /** {@return where the innermost IP header begins in {@link #bytes()}} */
  public final int ipOffset() {
    return ipOffset;
  }

  /**
   * {@return length of the innermost IP packet as its header (or, where that is 0 by offload, the
   * frame) says}
   */
  public final int ipLength() {
    return ipLength;
  }

  /**
   * {@return bytes of tunnel headers around the innermost IP packet, from the outermost IP header
   * on; 0 without a tunnel}
   */
  public final int outerOverhead() {
    return outerOverhead;
  }

  /** {@return what carried this packet inside another one, the innermost such tunnel} */
  public final Tunnel tunnel() {
    return tunnel;
  }

  /**
   * {@return where the captured bytes of the innermost packet end in {@link #bytes()}: the limit
   * for flyweights}
   */
  public final int capturedEnd() {
    return capturedEnd;
  }
}
