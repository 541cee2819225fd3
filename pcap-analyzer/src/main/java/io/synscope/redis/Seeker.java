package io.synscope.redis;

import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;

/**
 * Finds a place to begin in a stream of which something is missing.
 *
 * <p>Only what one segment shows is believed: frames that chain to each other, or to the segment's
 * own end.
 */
final class Seeker {
  private static final int MAX_CANDIDATES = 16;

  private final CommandDictionary commands;
  private final RequestReader request;
  private final ReplyReader reply = new ReplyReader();

  Seeker(CommandDictionary commands, KeyPatterns patterns) {
    this.commands = commands;
    request = new RequestReader(commands, patterns);
  }

  /**
   * {@return the index at which a request certainly begins, or -1}
   *
   * @param anyCommand whether it may be a command that no Redis has
   */
  int request(ByteBuffer in, int from, int limit, boolean endsSegment, boolean anyCommand) {
    int candidates = 0;
    for (int p = from; p < limit && candidates < MAX_CANDIDATES; p++) {
      boolean atStart = p == from || in.get(p - 1) == '\n' && p - 1 > from && in.get(p - 2) == '\r';
      if (atStart && in.get(p) == '*') {
        candidates++;
        if (chains(in, p, limit, endsSegment, anyCommand)) {
          return p;
        }
      }
    }
    return -1;
  }

  private boolean chains(
      ByteBuffer in, int from, int limit, boolean endsSegment, boolean anyCommand) {
    request.reset();
    request.feed(from);
    int whole = 0;
    while (request.read(in, limit, 0, 0, 0) == RespTokenizer.LEAF) {
      boolean isCommand = anyCommand || commands.isInTable(request.words().command().id());
      if (request.words().count() == 0 || !isCommand) {
        return false;
      }
      whole++;
      if (whole >= 2 || request.position() == limit && endsSegment) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return whether replies begin at {@code from}: three of them chain; or, where the server was
   * silent before it was asked, they reach to the end of the segment}
   */
  boolean replies(ByteBuffer in, int from, int limit, boolean afterSilence, boolean endsSegment) {
    reply.reset();
    reply.feed(from);
    int whole = 0;
    while (reply.read(in, limit, 0, 0, 0) == RespTokenizer.LEAF) {
      whole++;
      if (whole >= 3 || reply.position() == limit && endsSegment && afterSilence) {
        return true;
      }
    }
    return false;
  }
}
