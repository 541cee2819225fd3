package io.synscope.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A feed as a stream for decompressors: first the bytes that were looked at to recognise it, then
 * the rest.
 */
final class FeedStream extends InputStream {
  private final ByteBuffer head;
  private final ByteFeed feed;
  private boolean ended;

  FeedStream(ByteBuffer head, ByteFeed feed) {
    this.head = head;
    this.feed = feed;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (head.hasRemaining()) {
      int taken = Math.min(length, head.remaining());
      head.get(into, offset, taken);
      return taken;
    }
    int taken = feed.read(ByteBuffer.wrap(into, offset, length));
    ended |= taken < 0;
    return taken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Never 0 before the end: GZIPInputStream takes 0 for "no further member follows". */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
