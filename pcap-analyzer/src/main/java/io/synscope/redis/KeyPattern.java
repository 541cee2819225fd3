package io.synscope.redis;

import io.synscope.resp.CommandName;
import java.nio.ByteBuffer;

/**
 * Reduces keys to patterns while they pass by: each part between separators that holds a digit
 * counts as {@code *}, so that {@code user:1234:cart} and {@code user:77:cart} are one.
 *
 * <p>Keeps a hash, never the key.
 */
final class KeyPattern {
  /** Keys are looked at so far. */
  static final int MAX_BYTES = 128;

  private static final long PRIME = 0x9e37_79b9_7f4a_7c15L;
  private static final boolean[] SEPARATOR = separators();

  private long hash;
  private long beforePart;
  private boolean digit;
  private int seen;

  void begin() {
    hash = beforePart = CommandName.EMPTY;
    digit = false;
    seen = 0;
  }

  void add(ByteBuffer in, int from, int to) {
    int end = Math.min(to, from + MAX_BYTES - seen);
    seen += Math.max(0, end - from);
    long h = hash;
    for (int i = from; i < end; i++) {
      int b = in.get(i) & 0xff;
      if (SEPARATOR[b]) {
        h = mix(digit ? mix(beforePart, '*') : h, b);
        beforePart = h;
        digit = false;
      } else {
        digit |= b - '0' >>> 31 == 0 && b <= '9';
        h = mix(h, b);
      }
    }
    hash = h;
  }

  /** {@return the pattern's hash; never 0} */
  long end() {
    long h = digit ? mix(beforePart, '*') : hash;
    return h == 0 ? 1 : h;
  }

  /** {@return the pattern in words} */
  static String text(ByteBuffer in, int from, int to) {
    StringBuilder text = new StringBuilder();
    int partStart = 0;
    boolean digit = false;
    for (int i = from; i < Math.min(to, from + MAX_BYTES); i++) {
      int b = in.get(i) & 0xff;
      if (SEPARATOR[b]) {
        endPart(text, partStart, digit);
        text.append((char) b);
        partStart = text.length();
        digit = false;
      } else {
        text.append(b < ' ' || b > '~' ? '?' : (char) b);
        digit |= b >= '0' && b <= '9';
      }
    }
    endPart(text, partStart, digit);
    return text.toString();
  }

  private static void endPart(StringBuilder text, int start, boolean digit) {
    if (digit) {
      text.setLength(start);
      text.append('*');
    }
  }

  private static long mix(long hash, int next) {
    long h = (hash ^ next) * PRIME;
    return h ^ (h >>> 32);
  }

  private static boolean[] separators() {
    boolean[] separators = new boolean[256];
    for (char c : ":./|-_#,;@{}[]()<>= ".toCharArray()) {
      separators[c] = true;
    }
    return separators;
  }
}
