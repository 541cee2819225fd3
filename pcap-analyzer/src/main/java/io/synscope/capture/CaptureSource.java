package io.synscope.capture;

import java.io.Closeable;
import java.io.IOException;

/**
 * Packets in time order, a batch at a time. Not thread-safe; {@link ReadAhead} moves one to a
 * thread of its own.
 */
public interface CaptureSource extends Closeable {
  /**
   * Replaces the batch's packets by the next ones.
   *
   * <p>A batch belongs to one source from its first fill on: bytes that are not yet a whole record
   * stay behind in it.
   *
   * @return whether there were any; false at the end, then and ever after
   * @throws IOException where reading itself fails; damage in the bytes does not, it ends a file
   *     and stands in {@link #quality()}
   */
  boolean fill(PacketBatch batch) throws IOException;

  /**
   * {@return whether the next {@link #fill} would have to wait for packets that are yet to come}
   */
  default boolean waits() throws IOException {
    return false;
  }

  /**
   * {@return what was read so far and how good it is; complete once {@link #fill} has returned
   * false}
   */
  CaptureQuality quality();

  /** {@return bytes read from the files so far, compressed bytes where they are compressed} */
  long bytesRead();

  /** {@return bytes that the files have in all, or -1 where that is not known (standard input)} */
  long bytesTotal();
}
