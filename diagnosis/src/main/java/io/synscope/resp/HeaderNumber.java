package io.synscope.resp;

import java.nio.ByteBuffer;

/**
 * The number behind a type byte, read as it comes: a length, a count, -1 of a null, ? of a stream.
 */
final class HeaderNumber {
  /** Greatest length of a bulk string; Redis's proto-max-bulk-len is 512 MiB unless raised. */
  static final long MAX = 1L << 32;

  /** The bytes are used up, and more are to come. */
  static final int UNFINISHED = -1;

  /** This is not a number. */
  static final int WRONG = -2;

  private static final long NO_DIGIT = -1;

  private long value;
  private boolean negative;

  void begin() {
    value = NO_DIGIT;
    negative = false;
  }

  /** {@return the number without its sign, or {@link RespTokenizer#STREAMED}} */
  long value() {
    return value;
  }

  boolean isNegative() {
    return negative;
  }

  boolean isStreamed() {
    return value == RespTokenizer.STREAMED;
  }

  /** {@return whether there was nothing at all} */
  boolean isMissing() {
    return value == NO_DIGIT;
  }

  /** {@return whether this is the -1 that stands for a null} */
  boolean isNull() {
    return negative && value == 1;
  }

  /** {@return index after the CR that ends the number; UNFINISHED; or WRONG} */
  int read(ByteBuffer in, int from, int limit) {
    long n = value;
    for (int p = from; p < limit; p++) {
      byte b = in.get(p);
      if (b >= '0' && b <= '9') {
        n = n == NO_DIGIT ? b - '0' : n * 10 + (b - '0');
        if (n < 0 || n > MAX) {
          return WRONG; // too great, or digits behind the question mark
        }
      } else if (b == '\r') {
        value = n;
        return p + 1;
      } else if (n != NO_DIGIT || negative) {
        return WRONG;
      } else if (b == '-') {
        negative = true;
      } else if (b == '?') {
        n = RespTokenizer.STREAMED;
      } else {
        return WRONG;
      }
    }
    value = n;
    return UNFINISHED;
  }
}
