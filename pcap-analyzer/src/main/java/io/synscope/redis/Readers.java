package io.synscope.redis;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The readers that all connections share: one is lent out while its message is cut between
 * segments.
 */
final class Readers {
  private final Deque<RequestReader> spareRequests = new ArrayDeque<>();
  private final Deque<ReplyReader> spareReplies = new ArrayDeque<>();
  private final CommandDictionary commands;
  private final KeyPatterns patterns;
  private RequestReader request;
  private ReplyReader reply;

  Readers(CommandDictionary commands, KeyPatterns patterns) {
    this.commands = commands;
    this.patterns = patterns;
    request = new RequestReader(commands, patterns);
    reply = new ReplyReader();
  }

  /** {@return the one to read a message with that begins now} */
  RequestReader request() {
    return request;
  }

  /** {@return the one to read a message with that begins now} */
  ReplyReader reply() {
    return reply;
  }

  /** The reader's message is not complete: it stays with its connection. */
  void lend(RequestReader reader) {
    if (reader == request) {
      RequestReader spare = spareRequests.pollLast();
      request = spare == null ? new RequestReader(commands, patterns) : spare;
    }
  }

  /** The reader's message is not complete: it stays with its connection. */
  void lend(ReplyReader reader) {
    if (reader == reply) {
      ReplyReader spare = spareReplies.pollLast();
      reply = spare == null ? new ReplyReader() : spare;
    }
  }

  /** The reader is free. */
  void giveBack(RequestReader reader) {
    reader.reset();
    if (reader != request) {
      spareRequests.addLast(reader);
    }
  }

  /** The reader is free. */
  void giveBack(ReplyReader reader) {
    reader.reset();
    if (reader != reply) {
      spareReplies.addLast(reader);
    }
  }
}
