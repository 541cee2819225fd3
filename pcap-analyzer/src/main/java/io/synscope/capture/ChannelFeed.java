package io.synscope.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Bytes straight from a file's channel into the batch. */
final class ChannelFeed implements ByteFeed {
  private final ReadableByteChannel channel;
  private volatile long bytesRead;

  ChannelFeed(ReadableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads; others look at the progress
  public int read(ByteBuffer into) throws IOException {
    int length = channel.read(into);
    if (length > 0) {
      bytesRead += length;
    }
    return length;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
