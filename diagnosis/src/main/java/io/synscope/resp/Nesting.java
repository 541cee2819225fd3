package io.synscope.resp;

import org.jspecify.annotations.Nullable;

/** The aggregates that are open, and how many elements each still awaits. */
final class Nesting {
  static final int MAX_DEPTH = 32;

  private static final long ATTRIBUTE = 1L << 62;

  private int depth;

  /** Elements to come in the innermost aggregate, with the ATTRIBUTE bit; or STREAMED. */
  private long remaining;

  private long @Nullable [] outer;

  int depth() {
    return depth;
  }

  void clear() {
    depth = 0;
  }

  /** {@return whether the innermost aggregate says its end only when it comes} */
  boolean isStreamed() {
    return depth > 0 && remaining == RespTokenizer.STREAMED;
  }

  /**
   * An aggregate begins.
   *
   * @return whether it is not one too deep
   */
  boolean open(long elements, boolean attribute) {
    if (depth > 0) {
      if (depth == MAX_DEPTH) {
        return false;
      }
      long[] stack = outer == null ? outer = new long[MAX_DEPTH] : outer;
      stack[depth - 1] = remaining;
    }
    remaining = attribute && elements > 0 ? elements | ATTRIBUTE : elements;
    depth++;
    return true;
  }

  /** The innermost aggregate has ended. */
  void close() {
    depth--;
    if (depth > 0 && outer != null) {
      remaining = outer[depth - 1];
    }
  }

  /**
   * One element of the innermost aggregate is complete, and so may be those around it.
   *
   * @return whether the whole message is
   */
  boolean element() {
    while (depth > 0) {
      if (remaining == RespTokenizer.STREAMED || (--remaining & ~ATTRIBUTE) > 0) {
        return false;
      }
      boolean attribute = (remaining & ATTRIBUTE) != 0;
      close();
      if (attribute) {
        return false; // it decorates the element that follows and is none itself
      }
    }
    return true;
  }
}
