package io.synscope.resp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Pulls tokens out of one direction of a RESP conversation, straight from the buffers as they come.
 *
 * <pre>
 *   tokenizer.feed(position);
 *   while ((token = tokenizer.next(buffer, limit)) &gt; RespTokenizer.MORE) ...
 * </pre>
 *
 * <p>Nothing is buffered, and nothing is allocated by a declared length: a body is counted down, so
 * a hole in the middle of one is harmless ({@link #gap}). Understands RESP2, RESP3 (push,
 * attribute, map, set, verbatim, big number), streamed strings and aggregates, and on the asking
 * side arrays of bulk strings and inline commands.
 */
public final class RespTokenizer {
  /** This is not RESP; {@link #reset} before going on elsewhere. */
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

  /** Greatest length of a bulk string; Redis's proto-max-bulk-len is 512 MiB unless raised. */
  static final long MAX_BULK = 1L << 32;

  static final long MAX_COUNT = Integer.MAX_VALUE;
  static final int MAX_DEPTH = 32;
  static final int MAX_LINE = 1 << 20;

  private static final long NO_DIGIT = -1;
  private static final long ATTRIBUTE = 1L << 62;

  private static final byte TYPE = 0;
  private static final byte NUMBER = 1;
  private static final byte NUMBER_LF = 2;
  private static final byte LINE = 3;
  private static final byte LINE_LF = 4;
  private static final byte BODY = 5;
  private static final byte BODY_CR = 6;
  private static final byte BODY_LF = 7;
  private static final byte BODY_DONE = 8;

  private final boolean requests;
  private byte state;
  private byte type;
  private byte depth;
  private boolean negative;
  private boolean complete;
  private int position;
  private int from;
  private int to;

  /** The header's number while it is read; then the bytes of the body that are still to come. */
  private long number;

  /** Elements to come in the innermost aggregate, with the ATTRIBUTE bit; or STREAMED. */
  private long remaining;

  private long @Nullable [] outer;

  private RespTokenizer(boolean requests) {
    this.requests = requests;
  }

  /** {@return a tokenizer for what clients send} */
  public static RespTokenizer ofRequests() {
    return new RespTokenizer(true);
  }

  /** {@return a tokenizer for what servers send} */
  public static RespTokenizer ofReplies() {
    return new RespTokenizer(false);
  }

  /** {@return whether replies may begin with this byte} */
  public static boolean isReplyType(byte first) {
    return switch (first) {
      case '+', '-', ':', '$', '*', '_', '#', ',', '(', '!', '=', '%', '~', '|', '>' -> true;
      default -> false;
    };
  }

  /** Sets the absolute index of the next byte in the buffer that {@link #next} will be given. */
  public void feed(int position) {
    this.position = position;
  }

  /** {@return the absolute index of the first byte not yet used} */
  public int position() {
    return position;
  }

  /** {@return type byte of the token's element; {@link #INLINE} for an inline command} */
  public byte type() {
    return type;
  }

  /**
   * {@return after OPEN: elements to come, keys and values of a map counted apart; -1 for a null
   * array, or {@link #STREAMED}}
   */
  public long count() {
    return number;
  }

  /** {@return whether the LEAF is a null} */
  public boolean isNull() {
    return negative || type == '_';
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

  /** {@return aggregates that are open} */
  public int depth() {
    return depth;
  }

  /** {@return whether a request or reply has begun and not ended} */
  public boolean unfinished() {
    return depth > 0 || state != TYPE;
  }

  /** Forgets what was begun; the next byte is a type byte. */
  public void reset() {
    state = TYPE;
    depth = 0;
    complete = false;
  }

  /**
   * Jumps over {@code bytes} that were never captured.
   *
   * @param bytes length of the hole
   * @return whether the grammar survives: the hole ends inside a body of known length, or with it.
   *     An element that ends with the hole is told by the next call of {@link #next}
   */
  public boolean gap(long bytes) {
    complete = false;
    long missing =
        switch (state) {
          case BODY -> number + 2;
          case BODY_CR -> 2;
          case BODY_LF -> 1;
          default -> 0;
        };
    if (bytes > missing) {
      return false;
    }
    long left = missing - bytes;
    number = left - 2;
    state = left > 2 ? BODY : left == 2 ? BODY_CR : left == 1 ? BODY_LF : BODY_DONE;
    return true;
  }

  /** {@return the next token of the bytes before {@code limit}} */
  public int next(ByteBuffer in, int limit) {
    complete = false;
    while (position < limit || state == BODY_DONE) {
      int token =
          switch (state) {
            case TYPE -> begin(in.get(position));
            case NUMBER -> number(in, limit);
            case NUMBER_LF -> in.get(position++) == '\n' ? header() : BROKEN;
            case LINE -> line(in, limit);
            case LINE_LF -> in.get(position) == '\n' ? endOfLine() : BROKEN;
            case BODY -> body(in, limit);
            case BODY_CR -> in.get(position++) == '\r' ? to(BODY_LF) : BROKEN;
            case BODY_LF -> in.get(position++) == '\n' ? to(BODY_DONE) : BROKEN;
            default -> emptyLeaf();
          };
      if (token != MORE) {
        return token;
      }
    }
    return MORE;
  }

  private int to(byte next) {
    state = next;
    return MORE;
  }

  private int begin(byte first) {
    type = first;
    negative = false;
    number = NO_DIGIT;
    if (requests && first != (depth == 0 ? '*' : '$')) {
      type = INLINE;
      number = 0;
      return depth == 0 ? to(LINE) : BROKEN;
    }
    position++;
    return switch (first) {
      case '*', '$', '%', '~', '>', '!', '=', '|', ';', '.' -> to(NUMBER);
      case '+', '-', ':', '_', '#', ',', '(' -> {
        number = 0;
        yield to(LINE);
      }
      default -> BROKEN;
    };
  }

  private int number(ByteBuffer in, int limit) {
    int p = position;
    long n = number;
    while (p < limit) {
      byte b = in.get(p++);
      if (b >= '0' && b <= '9') {
        n = n == NO_DIGIT ? b - '0' : n * 10 + (b - '0');
        if (n > MAX_BULK) {
          return BROKEN;
        }
      } else if (b == '\r') {
        position = p;
        number = n;
        return n == NO_DIGIT && type != '.' ? BROKEN : to(NUMBER_LF);
      } else if (n != NO_DIGIT || negative) {
        return BROKEN;
      } else if (b == '-') {
        negative = true;
      } else if (b == '?') {
        n = STREAMED;
      } else {
        return BROKEN;
      }
    }
    position = p;
    number = n;
    return MORE;
  }

  private int header() {
    if (requests && number == STREAMED) {
      return BROKEN;
    }
    switch (type) {
      case '$', '!', '=' -> {
        return number == STREAMED ? open() : blob();
      }
      case ';' -> {
        return depth == 0 || remaining != STREAMED ? BROKEN : number == 0 ? close() : blob();
      }
      case '.' -> {
        return depth == 0 || remaining != STREAMED ? BROKEN : close();
      }
      default -> {
        return open();
      }
    }
  }

  private int blob() {
    if (negative) {
      return number == 1 && !requests ? emptyLeaf() : BROKEN;
    }
    return number < 0 ? BROKEN : to(number == 0 ? BODY_CR : BODY);
  }

  private int open() {
    from = to = position;
    if (negative) {
      if (number != 1) {
        return BROKEN;
      }
      number = -1;
    }
    if (number > MAX_COUNT) {
      return BROKEN;
    }
    if (number > 0 && (type == '%' || type == '|')) {
      number *= 2;
    }
    state = TYPE;
    if (number == 0 || number == -1) {
      return type == '|' ? OPEN : closed(OPEN);
    }
    return push(number | (type == '|' && number > 0 ? ATTRIBUTE : 0)) ? OPEN : BROKEN;
  }

  private boolean push(long elements) {
    if (depth > 0) {
      if (depth == MAX_DEPTH) {
        return false;
      }
      long[] stack = outer == null ? outer = new long[MAX_DEPTH] : outer;
      stack[depth - 1] = remaining;
    }
    remaining = elements;
    depth++;
    return true;
  }

  private void pop() {
    depth--;
    if (depth > 0 && outer != null) {
      remaining = outer[depth - 1];
    }
  }

  private int close() {
    from = to = position;
    state = TYPE;
    pop();
    return closed(CLOSE);
  }

  /** One element of the innermost aggregate is complete, and so may be those around it. */
  private int closed(int token) {
    state = TYPE;
    while (depth > 0) {
      if (remaining == STREAMED || (--remaining & ~ATTRIBUTE) > 0) {
        return token;
      }
      boolean attribute = (remaining & ATTRIBUTE) != 0;
      pop();
      if (attribute) {
        return token; // it decorates the element that follows and is none itself
      }
    }
    complete = true;
    return token;
  }

  private int emptyLeaf() {
    from = to = position;
    return closed(LEAF);
  }

  private int line(ByteBuffer in, int limit) {
    byte end = (byte) (type == INLINE ? '\n' : '\r');
    int p = position;
    from = p;
    while (p < limit && in.get(p) != end) {
      p++;
    }
    to = p;
    number += p - position;
    if (number > MAX_LINE) {
      return BROKEN;
    }
    position = p;
    if (p == limit) {
      return PART;
    }
    if (type == INLINE) {
      return endOfLine();
    }
    position = p + 1;
    state = LINE_LF;
    return position < limit ? in.get(position) == '\n' ? closedLine() : BROKEN : PART;
  }

  private int endOfLine() {
    if (type != INLINE) {
      from = to = position;
    }
    return closedLine();
  }

  private int closedLine() {
    position++;
    return closed(LEAF);
  }

  private int body(ByteBuffer in, int limit) {
    int p = position;
    from = p;
    int available = limit - p;
    if (available < number) {
      number -= available;
      to = position = limit;
      return PART;
    }
    p += (int) number;
    number = 0;
    to = p;
    if (limit - p < 2) {
      position = p;
      state = BODY_CR;
      return PART;
    }
    position = p + 2;
    return in.get(p) == '\r' && in.get(p + 1) == '\n' ? closed(LEAF) : BROKEN;
  }
}
