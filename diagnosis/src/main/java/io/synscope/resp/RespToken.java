package io.synscope.resp;

/** What a {@link RespTokenizer} read last: one token, until the next one is asked for. */
public abstract sealed class RespToken permits RespTokenizer {
  /** This is not RESP; {@link RespTokenizer#reset} before going on elsewhere. */
  public static final int BROKEN = -1;

  /** The buffer is used up. */
  public static final int MORE = 0;

  /** An aggregate begins, or a null one is told: {@link #type}, {@link #count}. */
  public static final int OPEN = 1;

  /** Bytes {@link #from} to {@link #to} of an element that goes on. */
  public static final int PART = 2;

  /** An element ends; its last bytes are {@link #from} to {@link #to}. */
  public static final int LEAF = 3;

  /** A streamed aggregate or streamed string ends. */
  public static final int CLOSE = 4;

  /** {@link #type} of an inline command. */
  public static final byte INLINE = 0;

  /** {@link #count} of an aggregate that says its end only when it comes ({@code *?}). */
  public static final long STREAMED = -2;

  byte type;
  long count;
  boolean isNull;
  boolean complete;
  int from;
  int to;

  RespToken() {}

  /** {@return type byte of the token's element; {@link #INLINE} for an inline command} */
  public byte type() {
    return type;
  }

  /**
   * {@return after OPEN: elements to come, keys and values of a map counted apart; -1 for a null
   * array, or {@link #STREAMED}}
   */
  public long count() {
    return count;
  }

  /** {@return whether the LEAF is a null} */
  public boolean isNull() {
    return isNull;
  }

  /** {@return absolute index of the token's first byte} */
  public int from() {
    return from;
  }

  /** {@return absolute index after the token's last byte} */
  public int to() {
    return to;
  }

  /** {@return whether the last token ended a whole request or reply} */
  public boolean complete() {
    return complete;
  }
}
