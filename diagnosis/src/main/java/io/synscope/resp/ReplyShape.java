package io.synscope.resp;

/** The outward form of a reply: what tells a wrong pairing from a right one. */
public enum ReplyShape {
  /** One line ({@code +}). */
  LINE,
  /** Bytes ({@code $}), a double, verbatim text. */
  BULK,
  /** A whole number, a boolean, a big number. */
  WHOLE,
  /** An array, a map, a set. */
  AGGREGATE,
  /** A null of any kind: no element, no such key. */
  NULL,
  /** An error: any command may fail. */
  FAILURE;

  /** The shapes that every command may answer with. */
  static final int ALWAYS = FAILURE.bit();

  private static final int ANY = (1 << 6) - 1;

  /** {@return this as a bit} */
  int bit() {
    return 1 << ordinal();
  }

  /** {@return the shape of a reply that begins with {@code type}} */
  public static ReplyShape of(byte type, boolean isNull) {
    if (isNull) {
      return NULL;
    }
    return switch (type) {
      case '+' -> LINE;
      case '-', '!' -> FAILURE;
      case ':', '#', '(' -> WHOLE;
      case '*', '%', '~', '>' -> AGGREGATE;
      default -> BULK;
    };
  }

  /** {@return the bits of the shapes named by their RESP2 type bytes; {@code .} is any} */
  static int bits(String types) {
    int bits = ALWAYS;
    for (int i = 0; i < types.length(); i++) {
      bits |=
          switch (types.charAt(i)) {
            case '+' -> LINE.bit();
            case '$' -> BULK.bit() | NULL.bit();
            case ':' -> WHOLE.bit() | NULL.bit();
            case '*' -> AGGREGATE.bit() | NULL.bit();
            default -> ANY;
          };
    }
    return bits;
  }
}
