package io.synscope.redis;

import io.synscope.resp.Command;
import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;

/**
 * Reads one request at a time.
 *
 * <p>A connection holds one only while a request is cut between segments; otherwise all share the
 * spare one of {@link Readers}.
 */
final class RequestReader {
  private static final int CR_LF = '\r' << 8 | '\n';

  /** Longer words are not looked for in one buffer. */
  private static final int MAX_LENGTH = 1 << 26;

  private final RespTokenizer tokens = RespTokenizer.ofRequests();
  private final CommandDictionary commands;
  private final RequestWords words;
  private boolean begun;
  private long startNanos;
  private long startFrame;
  private long startOffset;

  /** Where the header ends that {@link #header} read. */
  private int afterHeader;

  /** Where the bulk string begins that {@link #bulk} read. */
  private int from;

  RequestReader(CommandDictionary commands, KeyPatterns patterns) {
    this.commands = commands;
    words = new RequestWords(commands, patterns);
  }

  /** Sets the absolute index at which {@link #read} goes on. */
  void feed(int position) {
    tokens.feed(position);
  }

  int position() {
    return tokens.position();
  }

  /**
   * {@return whether the request survives a hole of that many bytes: the grammar does, and it is no
   * word that changes how the reply is to be read}
   */
  boolean gap(long bytes) {
    return words.count() > 0 && !words.matters() && tokens.gap(bytes);
  }

  /** {@return whether a request has begun and not ended} */
  boolean unfinished() {
    return begun;
  }

  void reset() {
    tokens.reset();
    begun = false;
  }

  /**
   * Reads on to the end of a request or of the bytes.
   *
   * @param in the buffer
   * @param limit absolute index after the last byte
   * @param nanos time of these bytes
   * @param frame frame of these bytes
   * @param offset stream offset of the next byte
   * @return LEAF when a request is complete, MORE or BROKEN
   */
  int read(ByteBuffer in, int limit, long nanos, long frame, long offset) {
    if (!begun) {
      int position = tokens.position();
      if (position >= limit) {
        return RespTokenizer.MORE;
      }
      startNanos = nanos;
      startFrame = frame;
      startOffset = offset;
      int end = whole(in, position, limit);
      if (end >= 0) {
        tokens.feed(end);
        return RespTokenizer.LEAF;
      }
      begun = true;
      words.begin();
    }
    return piecewise(in, limit);
  }

  private int piecewise(ByteBuffer in, int limit) {
    int token;
    while ((token = tokens.next(in, limit)) > RespTokenizer.MORE) {
      if (token != RespTokenizer.OPEN) {
        take(in, token == RespTokenizer.LEAF);
      }
      if (tokens.complete()) {
        begun = false;
        return RespTokenizer.LEAF;
      }
    }
    return token;
  }

  /**
   * Most requests are arrays that lie whole in the buffer: they are read without the tokenizer.
   *
   * @return the index after the request, or -1 when it is not such a one
   */
  private int whole(ByteBuffer in, int position, int limit) {
    int count = header(in, position, limit, '*');
    int p = count > 0 ? bulk(in, afterHeader, limit) : -1;
    if (p < 0) {
      return -1;
    }
    Command command = commands.find(in, from, p - 2);
    boolean plain = commands.isPlain(command.id());
    words.begin(command, plain);
    int keyAt = command.firstKey();
    for (int i = 1; i < count; i++) {
      p = bulk(in, p, limit);
      if (p < 0) {
        return -1;
      }
      if (i == keyAt) {
        words.key(in, from, p - 2);
      } else if (!plain) {
        words.word(in, from, p - 2);
      }
    }
    words.count(count);
    return p;
  }

  /**
   * {@return the index after a bulk string that lies whole in the buffer, from {@link #from}; or
   * -1}
   */
  private int bulk(ByteBuffer in, int position, int limit) {
    int length = header(in, position, limit, '$');
    int end = afterHeader + length + 2;
    from = afterHeader;
    return length >= 0 && end <= limit && in.getShort(end - 2) == CR_LF ? end : -1;
  }

  /** {@return the number in {@code *1CRLF} or {@code $1CRLF}; -1 when there is none} */
  private int header(ByteBuffer in, int position, int limit, int type) {
    if (limit - position < 4) {
      return -1;
    }
    int four = in.getInt(position);
    int digit = (four >> 16 & 0xff) - '0';
    if ((four & 0xff00_ffff) == (type << 24 | CR_LF) && digit >= 0 && digit <= 9) {
      afterHeader = position + 4;
      return digit;
    }
    return four >>> 24 == type ? twoDigits(in, position + 1, limit) : -1;
  }

  private int twoDigits(ByteBuffer in, int position, int limit) {
    int four = limit - position < 4 ? 0 : in.getInt(position);
    int tens = (four >>> 24) - '0';
    int ones = (four >> 16 & 0xff) - '0';
    if ((four & 0xffff) == CR_LF && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9) {
      afterHeader = position + 4;
      return 10 * tens + ones;
    }
    return digits(in, position, limit);
  }

  private int digits(ByteBuffer in, int position, int limit) {
    int value = 0;
    for (int p = position; p + 1 < limit; p++) {
      int digit = in.get(p) - '0';
      if (digit < 0 || digit > 9) {
        afterHeader = p + 2;
        return in.getShort(p) == CR_LF && p > position ? value : -1;
      }
      value = value * 10 + digit;
      if (value > MAX_LENGTH) {
        return -1;
      }
    }
    return -1;
  }

  private void take(ByteBuffer in, boolean last) {
    if (tokens.type() == RespTokenizer.INLINE) {
      line(in, last);
      return;
    }
    words.part(in, tokens.from(), tokens.to());
    if (last) {
      words.endWord(in);
    }
  }

  /** A piece of an inline command. */
  private void line(ByteBuffer in, boolean last) {
    int from = tokens.from();
    for (int i = from; i <= tokens.to(); i++) {
      boolean end = i == tokens.to();
      if (end || isSpace(in.get(i))) {
        if (i > from) {
          words.part(in, from, i);
        }
        if (words.inWord() && (!end || last)) {
          words.endWord(in);
        }
        from = i + 1;
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** {@return what was said} */
  RequestWords words() {
    return words;
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
