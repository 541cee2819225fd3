package io.synscope.testkit.script;

import java.util.Arrays;

/** The bytes that one side has said, so that a retransmission says the same again. */
final class Stream {
  private byte[] bytes = new byte[256];
  private int length;

  /** {@return count bytes from offset on: what was said there before, and x where nothing was} */
  byte[] read(int offset, int count) {
    byte[] said = new byte[count];
    Arrays.fill(said, (byte) 'x');
    if (offset >= 0 && offset < length) {
      System.arraycopy(bytes, offset, said, 0, Math.min(count, length - offset));
    }
    return said;
  }

  void write(int offset, byte[] said) {
    if (offset < 0) {
      return;
    }
    int end = offset + said.length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    if (offset > length) {
      Arrays.fill(bytes, length, offset, (byte) 'x');
    }
    System.arraycopy(said, 0, bytes, offset, said.length);
    length = Math.max(length, end);
  }
}
