package io.synscope.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Raw bytes of one input, in order. */
interface ByteFeed extends Closeable {
  /**
   * Reads some bytes into the buffer at its position.
   *
   * @return how many, at least one; -1 at the end
   */
  int read(ByteBuffer into) throws IOException;

  /** {@return whether a read would not have to wait for a writer at the other end} */
  boolean ready() throws IOException;

  /** {@return bytes taken from the file or pipe so far} */
  long bytesRead();
}
