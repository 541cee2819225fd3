package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * A {@link CapturedFrame} decoded to primitives and reused for the next one: the innermost {@link
 * IpPacket} and its transport header.
 *
 * <p>Filled by {@code PacketDecoder}; valid until the batch that holds it is recycled. Fields that
 * {@link #kind()} does not promise are zero.
 */
public final class Packet extends IpPacket {
  /** TCP flag bits (RFC 9293 3.1), as in the header's 14th byte. */
  public static final int FIN = 0x01;

  /** SYN flag bit. */
  public static final int SYN = 0x02;

  /** RST flag bit. */
  public static final int RST = 0x04;

  /** PSH flag bit. */
  public static final int PSH = 0x08;

  /** ACK flag bit. */
  public static final int ACK = 0x10;

  /** URG flag bit. */
  public static final int URG = 0x20;

  boolean plain;
  PacketKind kind = PacketKind.OTHER;

  int transportOffset;
  int sourcePort;
  int destinationPort;
  int sequenceNumber;
  int acknowledgmentNumber;
  int flags;
  int window;
  int optionsOffset;
  int optionsLength;
  boolean portsOnly;
  boolean timestamps;
  int timestampValue;
  int timestampEcho;
  int payloadOffset;
  int payloadCaptured;
  int payloadLength;

  /**
   * Makes this a {@link PlainSegment} or nothing yet.
   *
   * <p>Fields that every plain segment leaves alone are reset only when something else was here
   * before; references are written only when they change, because each write of one is also work
   * for the garbage collector.
   */
  @SuppressWarnings("ReferenceEquality") // another buffer with equal bytes is another buffer
  void beginPlain(ByteBuffer bytes, int offset, int capturedLength, int originalLength) {
    if (!plain) {
      begin(bytes, offset, capturedLength, originalLength);
      kind = PacketKind.TCP;
      plain = true;
    } else if (this.bytes != bytes) {
      this.bytes = bytes;
      frameBytes = bytes;
    }
    this.capturedLength = capturedLength;
    this.originalLength = originalLength;
    frameOffset = offset;
  }

  /** Forgets the frame before, so that no field of it can be taken for one of this. */
  void begin(ByteBuffer bytes, int offset, int capturedLength, int originalLength) {
    this.bytes = bytes;
    this.frameBytes = bytes;
    this.capturedLength = capturedLength;
    this.originalLength = originalLength;
    frameOffset = offset;
    plain = false;
    kind = PacketKind.OTHER;
    beginIp();
    beginTransport();
  }

  private void beginTransport() {
    transportOffset = 0;
    sourcePort = 0;
    destinationPort = 0;
    sequenceNumber = 0;
    acknowledgmentNumber = 0;
    flags = 0;
    window = 0;
    optionsOffset = 0;
    optionsLength = 0;
    portsOnly = false;
    timestamps = false;
    timestampValue = 0;
    timestampEcho = 0;
    payloadOffset = 0;
    payloadCaptured = 0;
    payloadLength = 0;
  }

  /** Notes that a tunnel begins; the transport header of its carrier is not this packet's. */
  void enterTunnel(Tunnel tunnel) {
    this.tunnel = tunnel;
    kind = PacketKind.OTHER;
    beginTransport();
  }

  /** {@return what this frame carries} */
  public PacketKind kind() {
    return kind;
  }

  /**
   * {@return whether this is a whole TCP header in Ethernet and IPv4, without options of IP,
   * fragments, tags or tunnels}
   */
  public boolean isPlain() {
    return plain;
  }

  /** {@return where the TCP, UDP, ICMP or ARP header begins} */
  public int transportOffset() {
    return transportOffset;
  }

  /** {@return TCP or UDP source port} */
  public int sourcePort() {
    return sourcePort;
  }

  /** {@return TCP or UDP destination port} */
  public int destinationPort() {
    return destinationPort;
  }

  /** {@return SEG.SEQ as a wrapping int; compare with {@link Sequence}} */
  public int sequenceNumber() {
    return sequenceNumber;
  }

  /** {@return SEG.ACK as a wrapping int; compare with {@link Sequence}} */
  public int acknowledgmentNumber() {
    return acknowledgmentNumber;
  }

  /** {@return the flag byte; test with the constants of this class} */
  public int flags() {
    return flags;
  }

  /** {@return whether all of these flag bits are set} */
  public boolean has(int bits) {
    return (flags & bits) == bits;
  }

  /** {@return whether this asks for a connection: a SYN without ACK or RST} */
  public boolean asksToConnect() {
    return (flags & (SYN | ACK | RST)) == SYN;
  }

  /** {@return SEG.WND as on the wire, unscaled} */
  public int window() {
    return window;
  }

  /** {@return where the TCP options begin} */
  public int optionsOffset() {
    return optionsOffset;
  }

  /** {@return captured bytes of TCP options} */
  public int optionsLength() {
    return optionsLength;
  }

  /** {@return whether the snap length left no more of a TCP header than its ports} */
  public boolean isPortsOnly() {
    return portsOnly;
  }

  /** {@return whether a timestamps option (RFC 7323) was read} */
  public boolean hasTimestamps() {
    return timestamps;
  }

  /** {@return TSval as a wrapping int} */
  public int timestampValue() {
    return timestampValue;
  }

  /** {@return TSecr as a wrapping int} */
  public int timestampEcho() {
    return timestampEcho;
  }

  /** {@return where the TCP or UDP payload begins} */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** {@return payload bytes that the capture kept, at most {@link #payloadLength()}} */
  public int payloadCaptured() {
    return payloadCaptured;
  }

  /** {@return payload bytes that were on the wire, by the IP length} */
  public int payloadLength() {
    return payloadLength;
  }
}
