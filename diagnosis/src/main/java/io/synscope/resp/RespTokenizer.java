package io.synscope.resp;

import java.nio.ByteBuffer;

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
public final class RespTokenizer extends RespToken {
  private static final long MAX_COUNT = Integer.MAX_VALUE;
  private static final int MAX_LINE = 1 << 20;

  private static final byte TYPE = 0;
  private static final byte NUMBER = 1;
  private static final byte NUMBER_LF = 2;
  private static final byte LINE = 3;
  private static final byte LINE_LF = 4;
  private static final byte BODY = 5;
  private static final byte BODY_DONE = 6;

  private final boolean requests;
  private final HeaderNumber header = new HeaderNumber();
  private final Nesting nesting = new Nesting();
  private byte state;
  private int position;

  /** Bytes of the body that are still to come, with its CR LF; or those of the line so far. */
  private long bytes;

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

  /** {@return aggregates that are open} */
  public int depth() {
    return nesting.depth();
  }

  /** {@return whether a request or reply has begun and not ended} */
  public boolean unfinished() {
    return state != TYPE || nesting.depth() > 0;
  }

  /** Forgets what was begun; the next byte is a type byte. */
  public void reset() {
    state = TYPE;
    nesting.clear();
    complete = false;
  }

  /**
   * Jumps over bytes that were never captured.
   *
   * @param missing length of the hole
   * @return whether the grammar survives: the hole ends inside a body of known length, or with it.
   *     An element that ends with the hole is told by the next call of {@link #next}
   */
  public boolean gap(long missing) {
    complete = false;
    if (missing > (state == BODY ? bytes : 0)) {
      return false;
    }
    if (state == BODY) {
      bytes -= missing;
      state = bytes == 0 ? BODY_DONE : BODY;
    }
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
            case NUMBER_LF -> in.get(position++) == '\n' ? counted() : BROKEN;
            case LINE -> line(in, limit);
            case LINE_LF -> in.get(position) == '\n' ? endOfLine() : BROKEN;
            case BODY -> body(in, limit);
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
    isNull = first == '_';
    bytes = 0;
    header.begin();
    if (requests && first != (nesting.depth() == 0 ? '*' : '$')) {
      type = INLINE;
      return nesting.depth() == 0 ? to(LINE) : BROKEN;
    }
    position++;
    return switch (first) {
      case '*', '$', '%', '~', '>', '!', '=', '|', ';', '.' -> to(NUMBER);
      case '+', '-', ':', '_', '#', ',', '(' -> to(LINE);
      default -> BROKEN;
    };
  }

  private int number(ByteBuffer in, int limit) {
    int end = header.read(in, position, limit);
    if (end < 0) {
      position = limit;
      return end == HeaderNumber.UNFINISHED ? MORE : BROKEN;
    }
    position = end;
    return header.isMissing() && type != '.' ? BROKEN : to(NUMBER_LF);
  }

  /** The number is known: what it counts begins. */
  private int counted() {
    return switch (type) {
      case '$', '!', '=' -> header.isStreamed() ? open() : blob();
      case ';' -> !nesting.isStreamed() ? BROKEN : header.value() == 0 ? close() : blob();
      case '.' -> nesting.isStreamed() ? close() : BROKEN;
      default -> open();
    };
  }

  private int blob() {
    if (header.isNegative()) {
      isNull = header.isNull();
      return isNull && !requests ? emptyLeaf() : BROKEN;
    }
    bytes = header.value() + 2;
    return header.isStreamed() ? BROKEN : to(BODY);
  }

  private int open() {
    from = to = position;
    isNull = header.isNull();
    count = isNull ? -1 : header.value();
    boolean wrongSign = header.isNegative() && !isNull;
    if (wrongSign || count > MAX_COUNT || requests && header.isStreamed()) {
      return BROKEN;
    }
    if (count > 0 && (type == '%' || type == '|')) {
      count *= 2;
    }
    state = TYPE;
    if (count == 0 || count == -1) {
      return type == '|' ? OPEN : closed(OPEN);
    }
    return nesting.open(count, type == '|') ? OPEN : BROKEN;
  }

  private int close() {
    from = to = position;
    nesting.close();
    return closed(CLOSE);
  }

  private int closed(int token) {
    state = TYPE;
    complete = nesting.element();
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
    bytes += p - position;
    if (bytes > MAX_LINE) {
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
    int available = limit - p;
    if (bytes < 2 || available < bytes) {
      return partOfBody(in, available);
    }
    from = p;
    p += (int) bytes - 2;
    to = p;
    position = p + 2;
    return in.get(p) == '\r' && in.get(p + 1) == '\n' ? closed(LEAF) : BROKEN;
  }

  private int partOfBody(ByteBuffer in, int available) {
    if (bytes > 2) {
      int part = (int) Math.min(available, bytes - 2);
      bytes -= part;
      from = position;
      to = position += part;
      return PART;
    }
    byte expected = (byte) (bytes-- == 2 ? '\r' : '\n');
    if (in.get(position++) != expected) {
      return BROKEN;
    }
    return bytes > 0 ? MORE : emptyLeaf();
  }
}
