package io.synscope.redis;

import java.nio.ByteBuffer;

/**
 * The PROXY protocol's header: one line (version 1) or 16 bytes and as many as they say (version
 * 2).
 */
final class ProxyHeader {
  private static final int VERSION_2_BYTES = 16;
  private static final int LENGTH_OFFSET = 14;

  private ProxyHeader() {}

  /** {@return the index after the header, or -1 when it does not end here} */
  static int end(ByteBuffer in, int from, int limit) {
    if (in.get(from) != '\r') {
      for (int i = from; i < limit; i++) {
        if (in.get(i) == '\n') {
          return i + 1;
        }
      }
      return -1;
    }
    if (limit - from < VERSION_2_BYTES) {
      return -1;
    }
    int length =
        (in.get(from + LENGTH_OFFSET) & 0xff) << 8 | in.get(from + LENGTH_OFFSET + 1) & 0xff;
    int end = from + VERSION_2_BYTES + length;
    return end <= limit ? end : -1;
  }
}
