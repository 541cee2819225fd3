package io.synscope.capture;

import java.nio.ByteBuffer;

/** Which frames are decoded at all, told by their raw bytes. */
public interface FrameFilter {
  /** Lets everything through. */
  FrameFilter ALL = (bytes, offset, capturedLength, originalLength, linkNumber) -> true;

  /**
   * {@return whether this frame is to be decoded}
   *
   * @param bytes the buffer that holds it
   * @param offset where it begins
   * @param capturedLength bytes of it that are there
   * @param originalLength bytes that it had on the wire
   * @param linkNumber its link type's number in capture files
   */
  boolean accepts(
      ByteBuffer bytes, int offset, int capturedLength, int originalLength, int linkNumber);
}
