package io.synscope.redis;

import java.nio.ByteBuffer;

/**
 * Reduces keys to patterns: from the first part that holds a digit to the last one all counts as
 * {@code *}, so that {@code user:1234:cart} and {@code user:77:cart} are one. Parts end at
 * separators.
 *
 * <p>Looks from both ends inwards, so that long numbers cost nothing; keeps a hash, never the key.
 */
final class KeyPattern {
  /** Prefix and suffix are looked at so far. */
  private static final int MAX_BYTES = 64;

  private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L; // 2^64 / golden ratio, odd
  private static final long SEED = 0x2545_f491_4f6c_dd1dL;

  private static final byte DIGIT = 1;
  private static final byte SEPARATOR = 2;
  private static final byte[] KIND = kinds();

  private KeyPattern() {}

  /** {@return the hash of a key's pattern; never 0} */
  static long of(ByteBuffer in, int from, int to) {
    long hash = SEED;
    long beforePart = SEED;
    int limit = Math.min(to, from + MAX_BYTES);
    int i = from;
    for (; i < limit; i++) {
      int b = in.get(i);
      byte kind = KIND[b & 0xff];
      if (kind == DIGIT) {
        return finish((beforePart + '*') * MULTIPLIER ^ suffix(in, i, to));
      }
      hash = (hash + b) * MULTIPLIER;
      beforePart = kind == SEPARATOR ? hash : beforePart;
    }
    return finish(hash);
  }

  private static long suffix(ByteBuffer in, int digitAt, int to) {
    long hash = 0;
    long fromSeparator = 0;
    for (int i = to - 1; i > digitAt && i >= to - MAX_BYTES; i--) {
      int b = in.get(i);
      byte kind = KIND[b & 0xff];
      if (kind == DIGIT) {
        break;
      }
      hash = (hash + b) * MULTIPLIER;
      fromSeparator = kind == SEPARATOR ? hash : fromSeparator;
    }
    return fromSeparator;
  }

  private static long finish(long hash) {
    long mixed = hash ^ hash >>> 32;
    return mixed == 0 ? 1 : mixed;
  }

  /** {@return the pattern in words} */
  static String text(ByteBuffer in, int from, int to) {
    int prefix = from;
    int i = from;
    for (; i < to && i < from + MAX_BYTES && kind(in, i) != DIGIT; i++) {
      prefix = kind(in, i) == SEPARATOR ? i + 1 : prefix;
    }
    if (i == to || i == from + MAX_BYTES) {
      return printable(in, from, i);
    }
    int suffix = to;
    for (int k = to - 1; k > i && k >= to - MAX_BYTES && kind(in, k) != DIGIT; k--) {
      suffix = kind(in, k) == SEPARATOR ? k : suffix;
    }
    return printable(in, from, prefix) + "*" + printable(in, suffix, to);
  }

  private static byte kind(ByteBuffer in, int index) {
    return KIND[in.get(index) & 0xff];
  }

  private static String printable(ByteBuffer in, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      byte b = in.get(i);
      text.append(b < ' ' || b > '~' ? '?' : (char) b);
    }
    return text.toString();
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (char c = '0'; c <= '9'; c++) {
      kinds[c] = DIGIT;
    }
    for (char c : ":./|-_#,;@{}[]()<>= ".toCharArray()) {
      kinds[c] = SEPARATOR;
    }
    return kinds;
  }
}
