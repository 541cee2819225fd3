package io.synscope.connect;

import java.nio.ByteBuffer;

/**
 * Hears what happens to a line, on its event loop. After {@link #failed} or close() nothing more
 * comes.
 */
public interface LineListener {
  /** The handshake is complete. */
  void connected(long atNanos);

  /** Bytes came; {@code bytes} is valid during this call only. */
  void received(ByteBuffer bytes, long atNanos);

  /** The server closed its direction. */
  void closedByPeer(long atNanos);

  /** A system call failed; the line still answers questions until it is closed. */
  void failed(LineFailure failure, long atNanos);
}
