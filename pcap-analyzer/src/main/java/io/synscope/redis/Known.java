package io.synscope.redis;

import io.synscope.resp.CommandName;
import io.synscope.resp.Commands;

/** Commands and words that change how a connection is to be read. */
final class Known {
  static final int CLIENT_PAUSE = id("CLIENT PAUSE");
  static final int CLIENT_REPLY = id("CLIENT REPLY");
  static final int DISCARD = id("DISCARD");
  static final int EXEC = id("EXEC");
  static final int MONITOR = id("MONITOR");
  static final int MULTI = id("MULTI");
  static final int QUIT = id("QUIT");
  static final int REPLCONF = id("REPLCONF");
  static final int RESET = id("RESET");

  static final long ACK = CommandName.hash("ACK");
  static final long BLOCK = CommandName.hash("BLOCK");
  static final long STREAMS = CommandName.hash("STREAMS");
  static final long OFF = CommandName.hash("OFF");
  static final long SKIP = CommandName.hash("SKIP");
  static final long QUEUED = CommandName.hash("QUEUED");

  private static final long MESSAGE = CommandName.hash("MESSAGE");
  private static final long PMESSAGE = CommandName.hash("PMESSAGE");
  private static final long SMESSAGE = CommandName.hash("SMESSAGE");
  private static final long SUBSCRIBE = CommandName.hash("SUBSCRIBE");
  private static final long PSUBSCRIBE = CommandName.hash("PSUBSCRIBE");
  private static final long SSUBSCRIBE = CommandName.hash("SSUBSCRIBE");
  private static final long UNSUBSCRIBE = CommandName.hash("UNSUBSCRIBE");
  private static final long PUNSUBSCRIBE = CommandName.hash("PUNSUBSCRIBE");
  private static final long SUNSUBSCRIBE = CommandName.hash("SUNSUBSCRIBE");

  private Known() {}

  /** {@return whether this command changes how the connection is read, or how it ends} */
  static boolean isSpecial(int id) {
    return id == CLIENT_REPLY
        || id == DISCARD
        || id == EXEC
        || id == MONITOR
        || id == MULTI
        || id == QUIT
        || id == REPLCONF
        || id == RESET;
  }

  /** {@return whether an array that begins with this word is a published message} */
  static boolean isMessage(long word) {
    return word == MESSAGE || word == PMESSAGE || word == SMESSAGE;
  }

  /** {@return whether an array that begins with this word confirms a (un)subscription} */
  static boolean isConfirmation(long word) {
    return word == SUBSCRIBE
        || word == UNSUBSCRIBE
        || word == PSUBSCRIBE
        || word == PUNSUBSCRIBE
        || word == SSUBSCRIBE
        || word == SUNSUBSCRIBE;
  }

  private static int id(String name) {
    return Commands.all().find(name).orElseThrow().id();
  }
}
