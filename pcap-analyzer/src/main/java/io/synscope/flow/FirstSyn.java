package io.synscope.flow;

import io.synscope.wire.Packet;
import io.synscope.wire.TcpOptions;

/**
 * What a SYN says: filled from its packet, or from the {@link EmbryonicTable} that kept it until an
 * answer came.
 */
public final class FirstSyn {
  long nanos;
  long frame;
  int sequenceNumber;
  int timestampValue;
  boolean timestamps;
  int hopLimit;
  int window;
  int mss;
  int payloadLength;
  int identification;

  /** Reads a SYN or SYN-ACK. */
  public FirstSyn read(Packet packet, TcpOptions options) {
    nanos = packet.nanos();
    frame = packet.frame();
    sequenceNumber = packet.sequenceNumber();
    timestamps = packet.hasTimestamps();
    timestampValue = packet.timestampValue();
    hopLimit = packet.hopLimit();
    window = packet.window();
    payloadLength = packet.payloadLength();
    identification = packet.identification();
    mss = options.wrap(packet) ? Math.max(0, options.maximumSegmentSize()) : 0;
    return this;
  }

  /** {@return when it was captured} */
  public long nanos() {
    return nanos;
  }

  /** {@return its frame} */
  public long frame() {
    return frame;
  }

  /** {@return the initial sequence number} */
  public int sequenceNumber() {
    return sequenceNumber;
  }

  /** {@return whether it offers timestamps} */
  public boolean timestamps() {
    return timestamps;
  }

  /** {@return TSval} */
  public int timestampValue() {
    return timestampValue;
  }

  /** {@return TTL or hop limit as captured} */
  public int hopLimit() {
    return hopLimit;
  }

  /** {@return window field} */
  public int window() {
    return window;
  }

  /** {@return MSS option; 0 when absent} */
  public int mss() {
    return mss;
  }

  /** {@return bytes of data in it} */
  public int payloadLength() {
    return payloadLength;
  }

  /** {@return IPv4 identification} */
  public int identification() {
    return identification;
  }
}
