package io.synscope.wire;

import java.nio.ByteBuffer;

/** A frame as the capture has it: its number and time, its bytes, where it was captured. */
public abstract class CapturedFrame {
  ByteBuffer frameBytes = ByteBuffer.allocate(0);
  int frameOffset;
  long frame;
  long nanos;
  int capturedLength;
  int originalLength;
  int interfaceId;
  FrameDirection direction = FrameDirection.UNKNOWN;

  CapturedFrame() {}

  /**
   * Says where and when this frame was captured; call it before {@link PacketDecoder#decode}, whose
   * link header may know better.
   */
  public final void captured(long frame, long nanos, int interfaceId, FrameDirection direction) {
    this.frame = frame;
    this.nanos = nanos;
    this.interfaceId = interfaceId;
    if (this.direction != direction) {
      this.direction = direction;
    }
  }

  /** Corrects the capture time of a clock that had been set forward by so much. */
  public final void earlier(long byNanos) {
    nanos -= byNanos;
  }

  /**
   * {@return the frame's identity: file index in the upper 24 bits, the number that Wireshark shows
   * (from 1) in the lower 40}
   */
  public final long frame() {
    return frame;
  }

  /** {@return capture time in nanoseconds since 1970-01-01 UTC} */
  public final long nanos() {
    return nanos;
  }

  /** {@return bytes of the frame that the capture kept} */
  public final int capturedLength() {
    return capturedLength;
  }

  /** {@return bytes that the frame had on the wire} */
  public final int originalLength() {
    return originalLength;
  }

  /**
   * {@return the capture's interface number (pcapng), or the kernel's interface index (LINUX_SLL2),
   * else 0}
   */
  public final int interfaceId() {
    return interfaceId;
  }

  /** {@return whether the capturing host sent or received this frame, where the capture says so} */
  public final FrameDirection direction() {
    return direction;
  }

  /**
   * {@return the buffer that holds the frame as captured; another than the packet's only after
   * reassembly}
   */
  public final ByteBuffer frameBytes() {
    return frameBytes;
  }

  /** {@return where the frame as captured begins in {@link #frameBytes()}} */
  public final int frameOffset() {
    return frameOffset;
  }
}
