package io.synscope.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** Bytes out of a stream: standard input, or what a decompressor makes of another feed. */
final class StreamFeed implements ByteFeed {
  private static final int CHUNK = 64 * 1024;

  private final InputStream stream;
  private final LongSupplier bytesRead;
  private final byte[] chunk = new byte[CHUNK];

  StreamFeed(InputStream stream, LongSupplier bytesRead) {
    this.stream = stream;
    this.bytesRead = bytesRead;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int length = stream.read(chunk, 0, Math.min(chunk.length, into.remaining()));
    if (length > 0) {
      into.put(chunk, 0, length);
    }
    return length;
  }

  @Override
  public boolean ready() throws IOException {
    return stream.available() > 0;
  }

  @Override
  public long bytesRead() {
    return bytesRead.getAsLong();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
