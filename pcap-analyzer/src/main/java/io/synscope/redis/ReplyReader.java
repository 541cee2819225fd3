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
      begin(nanos, frame, offset);
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

  private void top(int token) {
    byte t = tokens.type();
    attribute = t == '|' && tokens.depth() > 0;
    if (t != '|') {
      type = t;
      isNull = token == RespTokenizer.OPEN ? tokens.count() == -1 : tokens.isNull();
    }
  }

  private void begin(long nanos, long frame, long offset) {
    begun = true;
    startNanos = nanos;
    startFrame = frame;
    startOffset = offset;
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
