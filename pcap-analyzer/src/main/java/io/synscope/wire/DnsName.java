package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * A domain name, decompressed (RFC 1035 4.1.4): labels, then an end or a pointer to earlier labels.
 *
 * <p>A pointer must lead backwards and the whole must fit 255 bytes, so that no message can make
 * this run long.
 */
final class DnsName {
  private static final int MAX_LENGTH = 255; // RFC 1035 2.3.4
  private static final int POINTER = 0xc0;
  private static final int POINTER_OFFSET = 0x3fff;

  private final byte[] labels = new byte[MAX_LENGTH + 1];
  private int length;

  void clear() {
    length = 0;
  }

  /**
   * Reads the name at {@code from} of a message that begins at {@code message}.
   *
   * @return where the bytes behind it begin, or -1 where this is no name
   */
  int read(ByteBuffer bytes, int message, int from, int limit) {
    length = 0;
    int behind = -1;
    int at = from;
    int lowest = from;
    while (at < limit) {
      int size = bytes.get(at) & 0xff;
      if (size == 0) {
        return behind < 0 ? at + 1 : behind;
      }
      if (size >= POINTER) {
        if (limit - at < Short.BYTES) {
          return -1;
        }
        behind = behind < 0 ? at + Short.BYTES : behind;
        at = message + (bytes.getShort(at) & POINTER_OFFSET);
        if (at >= lowest) {
          return -1;
        }
        lowest = at;
      } else if (size > 63 || limit - at <= size || length + size + 1 > MAX_LENGTH) {
        return -1;
      } else {
        bytes.get(at + 1, labels, length, size);
        length += size;
        labels[length++] = '.';
        at += size + 1;
      }
    }
    return -1;
  }

  /**
   * {@return where the bytes behind a name begin, or -1 where this is no name; does not follow
   * pointers}
   */
  static int skip(ByteBuffer bytes, int from, int limit) {
    int at = from;
    while (at < limit) {
      int size = bytes.get(at) & 0xff;
      if (size == 0) {
        return at + 1;
      }
      if (size >= POINTER) {
        return at + Short.BYTES;
      }
      at += size + 1;
    }
    return -1;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length - 1; i++) {
      int character = labels[i] & 0xff;
      if (character > ' ' && character < 0x7f && character != '\\') {
        text.append((char) character);
      } else {
        text.append('\\')
            .append(character / 100)
            .append(character / 10 % 10)
            .append(character % 10);
      }
    }
    return text.toString();
  }
}
