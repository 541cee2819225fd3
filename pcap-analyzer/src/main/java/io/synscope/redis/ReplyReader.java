package io.synscope.redis;

import io.synscope.resp.CommandName;
import io.synscope.resp.ReplyShape;
import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads one reply at a time: its outward form, its first word where that matters, and the text of
 * an error.
 *
 * <p>A connection holds one only while a reply is cut between segments; otherwise all share the
 * spare one of {@link Readers}.
 */
final class ReplyReader {
  private static final int MAX_TEXT = 160;

  /** An error's code and the beginning of its text. */
  private static final int CODE_AND_MORE = 16;

  private static final int CR_LF = '\r' << 8 | '\n';

  private static final int PLUS_OK_CR = '+' << 24 | 'O' << 16 | 'K' << 8 | '\r';

  /** Longer bulk strings are not looked for in one buffer. */
  private static final int MAX_LENGTH = 1 << 26;

  /** How many elements of an aggregate are looked at: {@code subscribe, channel, count}. */
  private static final int LOOKED_AT = 3;

  private final RespTokenizer tokens = RespTokenizer.ofReplies();
  private final byte[] text = new byte[MAX_TEXT];

  private boolean begun;
  private boolean attribute;
  private long startNanos;
  private long startFrame;
  private long startOffset;
  private byte type;
  private boolean isNull;
  private int leaves;
  private long word;
  private int length;
  private long number;

  /** Sets the absolute index at which {@link #read} goes on. */
  void feed(int position) {
    tokens.feed(position);
  }

  int position() {
    return tokens.position();
  }

  /** {@return whether the reply survives a hole of that many bytes} */
  boolean gap(long bytes) {
    return tokens.gap(bytes);
  }

  /** {@return whether a reply has begun and not ended} */
  boolean unfinished() {
    return begun;
  }

  /** {@return whether the bytes that are missing now belong to an error whose code is known} */
  boolean cutWithinError() {
    return begun && type == '-' && leaves == 0 && length >= CODE_AND_MORE;
  }

  void reset() {
    tokens.reset();
    begun = false;
  }

  /**
   * Reads on to the end of a reply or of the bytes.
   *
   * @param in the buffer
   * @param limit absolute index after the last byte
   * @param nanos time of these bytes
   * @param frame frame of these bytes
   * @param offset stream offset of the next byte
   * @return LEAF when a reply is complete, MORE or BROKEN
   */
  int read(ByteBuffer in, int limit, long nanos, long frame, long offset) {
    if (!begun) {
      if (tokens.position() >= limit) {
        return RespTokenizer.MORE;
      }
      startNanos = nanos;
      startFrame = frame;
      startOffset = offset;
      word = 0;
      length = 0;
      int end = whole(in, tokens.position(), limit);
      if (end >= 0) {
        tokens.feed(end);
        return RespTokenizer.LEAF;
      }
      begin();
    }
    boolean top = tokens.depth() == 0;
    int token;
    while ((token = tokens.next(in, limit)) > RespTokenizer.MORE) {
      if (top) {
        top(token);
      }
      if (leaves < LOOKED_AT && token != RespTokenizer.OPEN && !attribute) {
        look(in, token);
      }
      top = tokens.depth() == 0;
      if (tokens.complete()) {
        begun = false;
        return RespTokenizer.LEAF;
      }
    }
    return token;
  }

  /**
   * Most replies are one line, one bulk string, or a flat array of these, whole in the buffer: they
   * are read without the tokenizer.
   *
   * @return the index after the reply, or -1 when it is not such a one
   */
  private int whole(ByteBuffer in, int position, int limit) {
    type = in.get(position);
    isNull = false;
    return switch (type) {
      case '$' -> bulk(in, position, limit);
      case ':' -> line(in, position, limit);
      case '+' -> status(in, position, limit);
      case '*' -> array(in, position, limit);
      default -> -1;
    };
  }

  private static int line(ByteBuffer in, int position, int limit) {
    for (int p = position + 1; p + 1 < limit; p++) {
      if (in.get(p) == '\r') {
        return in.get(p + 1) == '\n' ? p + 2 : -1;
      }
    }
    return -1;
  }

  private int status(ByteBuffer in, int position, int limit) {
    if (limit - position >= 5
        && in.getInt(position) == PLUS_OK_CR
        && in.get(position + 4) == '\n') {
      return position + 5;
    }
    int end = line(in, position, limit);
    byte b = end < 0 ? 0 : in.get(position + 1);
    if (b == 'Q' || b >= '0' && b <= '9') { // QUEUED, or what MONITOR saw: nothing else matters
      word = CommandName.EMPTY;
      copy(in, position + 1, Math.min(end - 2, position + 1 + MAX_TEXT));
    }
    return end;
  }

  /** A flat array; not one that may be a message or a confirmation, whose words matter. */
  private static int array(ByteBuffer in, int position, int limit) {
    int count = 0;
    int p = position + 1;
    for (; p + 1 < limit && in.get(p) >= '0' && in.get(p) <= '9' && count < MAX_LENGTH; p++) {
      count = count * 10 + in.get(p) - '0';
    }
    if (count < 1
        || p + 1 >= limit
        || in.getShort(p) != CR_LF
        || mayBePublished(in, count, p + 2, limit)) {
      return -1;
    }
    p += 2;
    for (int i = 0; i < count && p >= 0; i++) {
      byte type = p < limit ? in.get(p) : 0;
      p = type == '$' ? bulk(in, p, limit) : type == ':' || type == '+' ? line(in, p, limit) : -1;
    }
    return p;
  }

  /** Message, pmessage, subscribe, ... are 7 to 12 letters, in arrays of 3 or 4. */
  private static boolean mayBePublished(ByteBuffer in, int count, int first, int limit) {
    return (count == 3 || count == 4)
        && first + 1 < limit
        && in.get(first) == '$'
        && (in.get(first + 1) >= '7' || in.get(first + 1) == '1');
  }

  private static int bulk(ByteBuffer in, int position, int limit) {
    int length = 0;
    for (int p = position + 1; p + 1 < limit; p++) {
      int digit = in.get(p) - '0';
      if (digit >= 0 && digit <= 9 && length < MAX_LENGTH) {
        length = length * 10 + digit;
        continue;
      }
      int end = p + 4 + length;
      boolean ends = in.getShort(p) == CR_LF && p > position + 1 && end <= limit;
      return ends && in.getShort(end - 2) == CR_LF ? end : -1;
    }
    return -1;
  }

  private void top(int token) {
    byte t = tokens.type();
    attribute = t == '|' && tokens.depth() > 0;
    if (t != '|') {
      type = t;
      isNull = token == RespTokenizer.OPEN ? tokens.count() == -1 : tokens.isNull();
    }
  }

  private void begin() {
    begun = true;
    attribute = false;
    type = 0;
    isNull = false;
    leaves = 0;
    word = CommandName.EMPTY;
    length = 0;
    number = -1;
  }

  private void look(ByteBuffer in, int token) {
    if (leaves == 0 && type != '$') { // values are nobody's business
      copy(in, tokens.from(), Math.min(tokens.to(), tokens.from() + MAX_TEXT - length));
    } else if (tokens.type() == ':') {
      number(in, tokens.from(), tokens.to());
    }
    if (token == RespTokenizer.LEAF) {
      leaves++;
    }
  }

  /** The first line or element, as far as it is looked at. */
  private void copy(ByteBuffer in, int from, int end) {
    for (int i = from; i < end; i++) {
      byte b = in.get(i);
      text[length++] = b;
      word = CommandName.add(word, b);
    }
  }

  private void number(ByteBuffer in, int from, int to) {
    number = Math.max(0, number);
    for (int i = from; i < to; i++) {
      int digit = in.get(i) - '0';
      number = digit >= 0 && digit <= 9 ? number * 10 + digit : number;
    }
  }

  /** {@return type byte of the reply, attributes left aside} */
  byte type() {
    return type;
  }

  ReplyShape shape() {
    return ReplyShape.of(type, isNull);
  }

  /** {@return hash of the line, or of the first element} */
  long word() {
    return word;
  }

  /** {@return first byte of the line or of the first element; 0 when there is none} */
  byte firstByte() {
    return length == 0 ? 0 : text[0];
  }

  /** {@return the number among the first elements of an aggregate; -1 when there is none} */
  long number() {
    return number;
  }

  /** {@return the line, as much of it as is kept} */
  String text() {
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  long startNanos() {
    return startNanos;
  }

  long startFrame() {
    return startFrame;
  }

  long startOffset() {
    return startOffset;
  }
}
