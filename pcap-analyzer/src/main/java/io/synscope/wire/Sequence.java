package io.synscope.wire;

/**
 * Order of TCP sequence numbers modulo 2^32 (RFC 9293 3.4): the one place where they are compared.
 */
public final class Sequence {
  private Sequence() {}

  /**
   * {@return whether {@code a} comes before {@code b}, both within half the number space of each
   * other}
   */
  public static boolean before(int a, int b) {
    return a - b < 0;
  }

  /** {@return whether {@code a} comes after {@code b}} */
  public static boolean after(int a, int b) {
    return a - b > 0;
  }

  /** {@return whether {@code a} is {@code b} or comes before it} */
  public static boolean atOrBefore(int a, int b) {
    return a - b <= 0;
  }

  /** {@return whether {@code a} is {@code b} or comes after it} */
  public static boolean atOrAfter(int a, int b) {
    return a - b >= 0;
  }
}
