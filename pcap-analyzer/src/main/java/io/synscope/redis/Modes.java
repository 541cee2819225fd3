package io.synscope.redis;

import io.synscope.resp.Command.Manner;

/** What a connection was told that changes how replies come: the switches of one conversation. */
final class Modes {
  static final int SUBSCRIBED = 1;
  static final int MONITORING = 1 << 1;
  static final int MULTI = 1 << 2;
  static final int REPLY_OFF = 1 << 3;
  static final int SKIP_NEXT = 1 << 4;
  static final int REPLICATION = 1 << 5;

  /** What was not seen may have subscribed or begun to monitor. */
  static final int DOUBTFUL = 1 << 6;

  /** The client said QUIT or SHUTDOWN. */
  static final int LEAVING = 1 << 7;

  /** What a reply is: the answer to the oldest request. */
  static final int ANSWER = 0;

  /** ... one of the confirmations that a (un)subscription waits for. */
  static final int CONFIRMATION = 1;

  /** ... news, which answers nothing. */
  static final int ASIDE = 2;

  private int modes;

  boolean none() {
    return modes == 0;
  }

  /** {@return whether any of these is on} */
  boolean is(int any) {
    return (modes & any) != 0;
  }

  void set(int mode, boolean on) {
    modes = on ? modes | mode : modes & ~mode;
  }

  /** Something was missed: what lasts is kept, what may have happened is doubtful. */
  void doubt() {
    modes = modes & (SUBSCRIBED | MONITORING | REPLY_OFF | LEAVING) | DOUBTFUL;
  }

  /** Notes what a request changes; {@return whether it is to be answered} */
  boolean expectsReply(RequestWords r) {
    Manner manner = r.command().manner();
    if (manner == Manner.REPLICATION
        || r.command().id() == Known.REPLCONF && r.second() == Known.ACK) {
      set(REPLICATION, true);
      return false;
    }
    if (r.count() == 0 || silenced(r)) {
      return false;
    }
    if (r.command().id() == Known.QUIT || manner == Manner.NO_REPLY) {
      set(LEAVING, true);
    }
    return true;
  }

  /** {@return ANSWER, CONFIRMATION or ASIDE} */
  int place(ReplyReader r) {
    byte type = r.type();
    if (type == '>') {
      return Known.isConfirmation(r.word()) ? CONFIRMATION : ASIDE;
    }
    if (type == '*' && is(SUBSCRIBED | DOUBTFUL)) {
      if (Known.isMessage(r.word())) {
        set(SUBSCRIBED, true);
        return ASIDE;
      }
      return is(SUBSCRIBED) && Known.isConfirmation(r.word()) ? CONFIRMATION : ANSWER;
    }
    boolean monitored = type == '+' && r.firstByte() >= '0' && r.firstByte() <= '9';
    if (monitored && is(MONITORING | DOUBTFUL)) {
      set(MONITORING, true);
      return ASIDE;
    }
    return ANSWER;
  }

  /** The server did what this command asks for. */
  void done(int command) {
    if (command == Known.MONITOR) {
      set(MONITORING, true);
    } else if (command == Known.RESET) {
      set(SUBSCRIBED | MONITORING, false);
    }
  }

  /** CLIENT REPLY: a request that will not be answered, by the client's own wish. */
  private boolean silenced(RequestWords r) {
    boolean speaksOfIt = r.command().id() == Known.CLIENT_REPLY;
    if (speaksOfIt && (r.third() == Known.OFF || r.third() == Known.SKIP)) {
      set(r.third() == Known.OFF ? REPLY_OFF : SKIP_NEXT, true);
      return true;
    }
    if (is(SKIP_NEXT)) {
      set(SKIP_NEXT, false);
      return true;
    }
    if (speaksOfIt || r.command().id() == Known.RESET) {
      set(REPLY_OFF, false);
    }
    return is(REPLY_OFF);
  }

  /** {@return how this request will be answered, as flags of {@link Pending}} */
  int flags(RequestWords r) {
    int id = r.command().id();
    if (id == Known.EXEC || id == Known.DISCARD || id == Known.RESET || id == Known.QUIT) {
      set(MULTI, false);
      return 0;
    }
    if (is(MULTI)) {
      return Pending.QUEUED;
    }
    if (id == Known.MULTI) {
      set(MULTI, true);
    }
    return switch (r.command().manner()) {
      case BLOCKING -> Pending.BLOCKING;
      case BLOCKING_IF_TOLD -> r.told() ? Pending.BLOCKING : 0;
      case SUBSCRIBE, UNSUBSCRIBE -> Pending.CHANNELS;
      case PLAIN, NO_REPLY, REPLICATION -> 0;
    };
  }
}
