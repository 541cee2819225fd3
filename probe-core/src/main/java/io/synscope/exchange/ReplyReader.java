package io.synscope.exchange;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Cuts a stream of RESP2 or RESP3 into replies, wherever the network split it, without keeping what
 * is not quoted.
 *
 * <p>Pushes (RESP3 {@code >}) are not replies and are passed over.
 */
final class ReplyReader {
  private static final int QUOTED = 120;
  private static final int LONGEST_LINE = 64 * 1024;
  private static final String TYPES = "+-:$*_,(#!=%~>|";

  private final StringBuilder line = new StringBuilder();
  private final StringBuilder quoted = new StringBuilder();
  private char type;
  private long elementsLeft = 1;
  private long bulkLeft;
  private boolean inBulk;
  private boolean inPush;
  private boolean wrong;
  private long bytes;

  /**
   * {@return the next complete reply in {@code input}; empty when more bytes are needed, all of
   * these being taken}
   */
  Optional<Reply> next(ByteBuffer input) {
    while (input.hasRemaining() && !wrong) {
      boolean complete = inBulk ? skipBulk(input) : readLine(input);
      if (complete && elementsLeft == 0) {
        Reply reply = new Reply(type, quoted.toString(), bytes);
        boolean push = inPush;
        reset();
        if (!push) {
          return Optional.of(reply);
        }
      }
    }
    return wrong ? foreign(input) : Optional.empty();
  }

  /** {@return the first characters of a reply that is not complete yet} */
  String partial() {
    return quoted.isEmpty() ? shorten(line) : quoted.toString();
  }

  private boolean readLine(ByteBuffer input) {
    while (input.hasRemaining()) {
      char c = (char) (input.get() & 0xff);
      bytes++;
      if (line.isEmpty() && TYPES.indexOf(c) < 0) {
        line.append(c);
        wrong = true;
        return false;
      }
      if (c == '\n') {
        element();
        line.setLength(0);
        return !wrong;
      }
      line.append(c);
      if (line.length() > LONGEST_LINE) {
        wrong = true;
        return false;
      }
    }
    return false;
  }

  private void element() {
    boolean first = type == 0;
    char kind = line.charAt(0);
    String rest = line.substring(1).stripTrailing();
    if (first) {
      type = kind;
      inPush = kind == '>';
      quote(rest);
    }
    elementsLeft--;
    switch (kind) {
      case '*', '~', '>' -> elementsLeft += Math.max(0, length(rest));
      case '%' -> elementsLeft += 2 * Math.max(0, length(rest));
      case '|' ->
          elementsLeft += 2 * Math.max(0, length(rest)) + 1; // the reply that it describes follows
      case '$', '!', '=' -> beginBulk(length(rest), first);
      default -> {}
    }
  }

  private void beginBulk(long length, boolean first) {
    if (first) {
      quoted.setLength(0);
    }
    if (length >= 0) {
      inBulk = true;
      bulkLeft = length + 2;
    }
  }

  private boolean skipBulk(ByteBuffer input) {
    while (input.hasRemaining() && bulkLeft > 0 && quoted.length() < QUOTED) {
      char c = (char) (input.get() & 0xff);
      bytes++;
      if (bulkLeft-- > 2) {
        quoted.append(printable(c));
      }
    }
    int skipped = (int) Math.min(input.remaining(), bulkLeft);
    input.position(input.position() + skipped);
    bytes += skipped;
    bulkLeft -= skipped;
    inBulk = bulkLeft > 0;
    return !inBulk;
  }

  private long length(String digits) {
    if (digits.matches("-?[0-9]{1,18}")) {
      return Long.parseLong(digits);
    }
    wrong = true;
    return 0;
  }

  private Optional<Reply> foreign(ByteBuffer input) {
    StringBuilder text = new StringBuilder(line);
    while (input.hasRemaining()) {
      char c = (char) (input.get() & 0xff);
      bytes++;
      if (text.length() < QUOTED) {
        text.append(c);
      }
    }
    Reply reply = new Reply('?', shorten(text), bytes);
    reset();
    return Optional.of(reply);
  }

  private void quote(String text) {
    quoted.append(shorten(text));
  }

  private static String shorten(CharSequence text) {
    StringBuilder shown = new StringBuilder();
    text.chars().limit(QUOTED).forEach(c -> shown.append(printable((char) c)));
    return shown.toString().stripTrailing();
  }

  private static char printable(char c) {
    return c >= ' ' && c < 127 ? c : c == '\r' || c == '\n' || c == '\t' ? ' ' : '.';
  }

  private void reset() {
    line.setLength(0);
    quoted.setLength(0);
    type = 0;
    elementsLeft = 1;
    inBulk = false;
    inPush = false;
    wrong = false;
    bytes = 0;
  }
}
