package io.synscope.exchange;

import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Cuts a stream of RESP2 or RESP3 into replies, wherever the network split it, without keeping what
 * is not quoted.
 *
 * <p>Pushes (RESP3 {@code >}) are not replies and are passed over; attributes belong to the reply
 * that follows them.
 */
final class ReplyReader {
  private static final int QUOTED = 120;

  private final RespTokenizer tokens = RespTokenizer.ofReplies();
  private final StringBuilder quoted = new StringBuilder();
  private char type;
  private boolean inAttribute;
  private boolean quoteComplete;
  private long bytes;

  /**
   * {@return the next complete reply in {@code input}; empty when more bytes are needed, all of
   * these being taken}
   */
  Optional<Reply> next(ByteBuffer input) {
    int limit = input.limit();
    tokens.feed(input.position());
    while (true) {
      int start = tokens.position();
      int token = tokens.next(input, limit);
      bytes += tokens.position() - start;
      if (token == RespTokenizer.MORE) {
        input.position(limit);
        return Optional.empty();
      }
      if (token == RespTokenizer.BROKEN) {
        return Optional.of(foreign(input, start));
      }
      note(input, token);
      if (tokens.complete()) {
        Reply reply = new Reply(type, quoted.toString(), bytes);
        reset();
        if (reply.type() != '>') {
          input.position(tokens.position());
          return Optional.of(reply);
        }
      }
    }
  }

  /** {@return the first characters of a reply that is not complete yet} */
  String partial() {
    return quoted.toString();
  }

  private void note(ByteBuffer input, int token) {
    if (type == 0 && token == RespTokenizer.OPEN && tokens.type() == '|') {
      inAttribute = tokens.depth() > 0;
    } else if (inAttribute) {
      inAttribute = tokens.depth() > 0;
    } else {
      type = type == 0 ? (char) tokens.type() : type;
      if (!quoteComplete && token != RespTokenizer.OPEN) {
        quote(input, tokens.from(), tokens.to());
        quoteComplete = token == RespTokenizer.LEAF;
      }
    }
  }

  private Reply foreign(ByteBuffer input, int start) {
    quote(input, start, input.limit());
    bytes += input.limit() - tokens.position();
    input.position(input.limit());
    Reply reply = new Reply('?', quoted.toString().stripTrailing(), bytes);
    tokens.reset();
    reset();
    return reply;
  }

  private void quote(ByteBuffer input, int from, int to) {
    for (int i = from; i < to && quoted.length() < QUOTED; i++) {
      char c = (char) (input.get(i) & 0xff);
      quoted.append(c >= ' ' && c < 127 ? c : c == '\r' || c == '\n' || c == '\t' ? ' ' : '.');
    }
  }

  private void reset() {
    quoted.setLength(0);
    type = 0;
    inAttribute = false;
    quoteComplete = false;
    bytes = 0;
  }
}
