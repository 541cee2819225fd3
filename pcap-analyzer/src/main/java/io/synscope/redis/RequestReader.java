package io.synscope.redis;

import io.synscope.resp.Command;
import io.synscope.resp.Command.Access;
import io.synscope.resp.Command.Manner;
import io.synscope.resp.Command.Work;
import io.synscope.resp.CommandName;
import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;

/**
 * Reads one request at a time: which command, which key pattern, and the few words that change how
 * its reply is to be read.
 *
 * <p>A connection holds one only while a request is cut between segments; otherwise all share the
 * spare one of {@link Readers}.
 */
final class RequestReader {
  private static final Command NAMELESS =
      new Command(-1, "", Access.NEITHER, 0, Work.NONE, -1, Manner.PLAIN, false, "", "");

  private final RespTokenizer tokens = RespTokenizer.ofRequests();
  private final CommandDictionary commands;
  private final KeyPatterns patterns;
  private final KeyPattern key = new KeyPattern();

  private boolean begun;
  private long startNanos;
  private long startFrame;
  private long startOffset;

  private int words;
  private boolean inWord;
  private boolean whole;
  private int wordFrom;
  private int wordTo;
  private long word;
  private Command command = NAMELESS;
  private long second;
  private long third;
  private boolean told;
  private boolean streams;
  private int pattern;

  RequestReader(CommandDictionary commands, KeyPatterns patterns) {
    this.commands = commands;
    this.patterns = patterns;
  }

  /** Sets the absolute index at which {@link #read} goes on. */
  void feed(int position) {
    tokens.feed(position);
  }

  int position() {
    return tokens.position();
  }

  /** {@return whether the request survives a hole of that many bytes} */
  boolean gap(long bytes) {
    return tokens.gap(bytes);
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
      if (tokens.position() >= limit) {
        return RespTokenizer.MORE;
      }
      begin(nanos, frame, offset);
    }
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

  private void begin(long nanos, long frame, long offset) {
    begun = true;
    startNanos = nanos;
    startFrame = frame;
    startOffset = offset;
    words = 0;
    inWord = false;
    command = NAMELESS;
    second = third = 0;
    told = streams = false;
    pattern = 0;
  }

  private void take(ByteBuffer in, boolean last) {
    if (tokens.type() != RespTokenizer.INLINE) {
      part(in, tokens.from(), tokens.to());
      if (last) {
        endWord(in);
      }
      return;
    }
    int from = tokens.from();
    for (int i = from; i <= tokens.to(); i++) {
      boolean end = i == tokens.to();
      if (end || isSpace(in.get(i))) {
        if (i > from) {
          part(in, from, i);
        }
        if (inWord && (!end || last)) {
          endWord(in);
        }
        from = i + 1;
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private void part(ByteBuffer in, int from, int to) {
    boolean isKey = words > 0 && words == command.firstKey();
    whole = !inWord;
    if (!inWord) {
      inWord = true;
      word = words == 1 && command.container() ? word : CommandName.EMPTY;
      if (isKey) {
        key.begin();
      }
    }
    wordFrom = from;
    wordTo = to;
    if (isKey) {
      key.add(in, from, to);
    } else if (wanted()) {
      long h = word;
      for (int i = from; i < to; i++) {
        h = CommandName.add(h, in.get(i));
      }
      word = h;
    }
  }

  private boolean wanted() {
    return words == 0
        || words == 1 && (command.container() || command.id() == Known.REPLCONF)
        || words == 2 && command.id() == Known.CLIENT_REPLY
        || command.manner() == Manner.BLOCKING_IF_TOLD && !streams;
  }

  private void endWord(ByteBuffer in) {
    inWord = false;
    if (words == 0) {
      int id = commands.known(word);
      command = commands.get(id >= 0 ? id : commands.unknown(word, in, wordFrom, wordTo, whole));
      word = CommandName.add(word, (byte) ' ');
    } else if (words == command.firstKey()) {
      pattern = patterns.idOf(key.end(), in, wordFrom, wordTo, whole);
    } else if (words == 1) {
      endSecond();
    } else if (words == 2) {
      third = word;
    }
    if (command.manner() == Manner.BLOCKING_IF_TOLD && words > 0) {
      told |= !streams && word == Known.BLOCK;
      streams |= word == Known.STREAMS;
    }
    words++;
  }

  private void endSecond() {
    second = word;
    if (command.container()) {
      int id = commands.known(word);
      if (id >= 0) {
        command = commands.get(id);
      }
    }
  }

  /** {@return words of the request, the command's name included; 0 when it asks nothing} */
  int words() {
    return words;
  }

  Command command() {
    return command;
  }

  /** {@return id of the first key's pattern; 0 when there is none} */
  int pattern() {
    return pattern;
  }

  /** {@return hash of the second word where it matters} */
  long second() {
    return second;
  }

  /** {@return hash of the third word where it matters} */
  long third() {
    return third;
  }

  /** {@return whether the command was told to wait} */
  boolean told() {
    return told;
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
