package io.synscope.redis;

import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import io.synscope.resp.CommandName;
import io.synscope.resp.Commands;
import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;

/** Tells from an end's first bytes what it speaks. */
final class Tongues {
  /** More bytes than this are never needed. */
  static final int ENOUGH = 64;

  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int APPLICATION_DATA = 23;

  private Tongues() {}

  /** {@return what these bytes are; UNSEEN when they do not suffice and more may come} */
  static Tongue of(Party from, ByteBuffer in, int position, int length, boolean noMore) {
    byte first = in.get(position);
    if (isTlsType(first)) {
      return length < 2 ? open(noMore) : in.get(position + 1) == 3 ? Tongue.TLS : Tongue.OTHER;
    }
    if (from == Party.SERVER) {
      return RespTokenizer.isReplyType(first)
          ? reply(first, in, position, length)
          : starts(in, position, length, "HTTP/", Tongue.HTTP, noMore);
    }
    if (first == '*') {
      return reply(first, in, position, length);
    }
    if (first == '\r') {
      Tongue header =
          starts(in, position, length, "\r\n\r\n\0\r\nQUIT\n", Tongue.PROXY_HEADER, noMore);
      return header == Tongue.OTHER ? Tongue.RESP : header; // Redis skips empty lines
    }
    return first == '\n' ? Tongue.RESP : line(in, position, length, noMore);
  }

  /**
   * A message of RESP by its first byte: a number or a word must follow. IMAP's lines begin with a
   * star, IRC's with a colon, and lengths in binary may be any of these bytes.
   */
  private static Tongue reply(byte first, ByteBuffer in, int position, int length) {
    if (length < 2) {
      return Tongue.RESP;
    }
    byte second = in.get(position + 1);
    boolean number = second >= '0' && second <= '9' || second == '-' || second == '+';
    boolean follows =
        switch (first) {
          case '+', '-' -> second < 0 || second >= ' ' || second == '\r';
          case '_' -> second == '\r';
          case '#' -> second == 't' || second == 'f';
          case ',' -> number || second == 'i' || second == 'n'; // inf, nan
          default -> number || second == '?';
        };
    return follows ? Tongue.RESP : Tongue.OTHER;
  }

  private static boolean isTlsType(byte first) {
    return first == HANDSHAKE || first == ALERT || first == APPLICATION_DATA;
  }

  private static Tongue open(boolean noMore) {
    return noMore ? Tongue.OTHER : Tongue.UNSEEN;
  }

  private static Tongue starts(
      ByteBuffer in, int position, int length, String start, Tongue then, boolean noMore) {
    for (int i = 0; i < start.length(); i++) {
      if (i == length) {
        return open(noMore);
      }
      if (in.get(position + i) != start.charAt(i)) {
        return Tongue.OTHER;
      }
    }
    return then;
  }

  /**
   * The client's first line in words: HTTP, a PROXY header, an inline command, or none of these.
   */
  private static Tongue line(ByteBuffer in, int position, int length, boolean noMore) {
    StringBuilder line = new StringBuilder();
    int known = Math.min(length, ENOUGH);
    for (int i = 0; i < known; i++) {
      byte b = in.get(position + i);
      if (b == '\r' || b == '\n') {
        return ofLine(line.toString());
      }
      if (b < ' ' && b != '\t') {
        return Tongue.OTHER;
      }
      line.append((char) b);
    }
    return noMore || known == ENOUGH ? ofLine(line.toString()) : Tongue.UNSEEN;
  }

  private static Tongue ofLine(String line) {
    if (line.startsWith("PROXY ")) {
      return Tongue.PROXY_HEADER;
    }
    if (line.contains(" HTTP/1")
        || line.contains(" HTTP/2")
        || line.matches("(GET|HEAD|POST|PUT|OPTIONS|CONNECT) /.*")) {
      return Tongue.HTTP;
    }
    long hash = CommandName.EMPTY;
    for (int i = 0; i < line.length() && line.charAt(i) > ' '; i++) {
      hash = CommandName.add(hash, (byte) line.charAt(i));
    }
    return Commands.all().idOf(hash) >= 0 ? Tongue.RESP : Tongue.OTHER;
  }
}
