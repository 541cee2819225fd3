package io.synscope.testkit.capture;

import java.io.Closeable;
import java.io.IOException;

/** A capture file that is being written, frame after frame. */
public interface CaptureWriter extends Closeable {
  /** Writes a frame of which this much was captured; it may have been longer on the wire. */
  void frame(long nanos, byte[] captured, int originalLength) throws IOException;

  /** Writes a frame that was captured whole. */
  default void frame(long nanos, byte[] frame) throws IOException {
    frame(nanos, frame, frame.length);
  }
}
