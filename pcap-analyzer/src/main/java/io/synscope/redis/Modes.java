package io.synscope.redis;

import io.synscope.resp.Command.Manner;

/**
 * What a connection was told that changes how replies come: the switches of one conversation.
 *
 * <p>One object stands for each combination; all connections share them.
 */
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

  /** The request that was made last is not to be answered. */
  static final int UNANSWERED = 1 << 8;

  /** Nothing is on. */
  static final Modes NONE;

  private static final Modes[] ALL = new Modes[UNANSWERED << 1];

  static {
    for (int modes = 0; modes < ALL.length; modes++) {
      ALL[modes] = new Modes(modes);
    }
    NONE = ALL[0];
  }

  /** What a reply is: the answer to the oldest request. */
  static final int ANSWER = 0;

  /** ... one of the confirmations that a (un)subscription waits for. */
  static final int CONFIRMATION = 1;

  /** ... news, which answers nothing. */
  static final int ASIDE = 2;

  private final int modes;

  private Modes(int modes) {
    this.modes = modes;
  }

  /** {@return whether any of these is on} */
  boolean is(int any) {
    return (modes & any) != 0;
  }

  Modes with(int mode) {
    return ALL[modes | mode];
  }

  Modes without(int mode) {
    return ALL[modes & ~mode];
  }

  /** {@return the modes after something was missed: what lasts, and that all else is doubtful} */
  Modes inDoubt() {
    return ALL[modes & (SUBSCRIBED | MONITORING | REPLY_OFF | LEAVING) | DOUBTFUL];
  }

  /** {@return the modes after this request} */
  Modes asked(RequestWords r) {
    Manner manner = r.command().manner();
    if (manner == Manner.REPLICATION
        || r.command().id() == Known.REPLCONF && r.second() == Known.ACK) {
      return with(REPLICATION | UNANSWERED);
    }
    if (r.count() == 0) {
      return with(UNANSWERED);
    }
    Modes next = silenced(r);
    boolean leaves = r.command().id() == Known.QUIT || manner == Manner.NO_REPLY;
    return leaves && !next.is(UNANSWERED) ? next.with(LEAVING) : next;
  }

  /** {@return ANSWER, CONFIRMATION or ASIDE} */
  int place(ReplyReader r) {
    if (r.type() == '>') {
      return Known.isConfirmation(r.word()) ? CONFIRMATION : ASIDE;
    }
    if (isPublished(r) || isMonitored(r)) {
      return ASIDE;
    }
    boolean confirms = r.type() == '*' && is(SUBSCRIBED) && Known.isConfirmation(r.word());
    return confirms ? CONFIRMATION : ANSWER;
  }

  /** {@return the modes after this reply, which shows what was in doubt} */
  Modes heard(ReplyReader r) {
    return isPublished(r) ? with(SUBSCRIBED) : isMonitored(r) ? with(MONITORING) : this;
  }

  private boolean isPublished(ReplyReader r) {
    return r.type() == '*' && is(SUBSCRIBED | DOUBTFUL) && Known.isMessage(r.word());
  }

  private boolean isMonitored(ReplyReader r) {
    boolean beginsWithTime = r.type() == '+' && r.firstByte() >= '0' && r.firstByte() <= '9';
    return beginsWithTime && is(MONITORING | DOUBTFUL);
  }

  /** {@return the modes after the server did what this command asks for} */
  Modes done(int command) {
    return command == Known.MONITOR
        ? with(MONITORING)
        : command == Known.RESET ? without(SUBSCRIBED | MONITORING) : this;
  }

  /** CLIENT REPLY: a request that will not be answered, by the client's own wish. */
  private Modes silenced(RequestWords r) {
    boolean speaksOfIt = r.command().id() == Known.CLIENT_REPLY;
    if (speaksOfIt && (r.third() == Known.OFF || r.third() == Known.SKIP)) {
      return with(UNANSWERED | (r.third() == Known.OFF ? REPLY_OFF : SKIP_NEXT));
    }
    if (is(SKIP_NEXT)) {
      return without(SKIP_NEXT).with(UNANSWERED);
    }
    Modes next = speaksOfIt || r.command().id() == Known.RESET ? without(REPLY_OFF) : this;
    return next.is(REPLY_OFF) ? next.with(UNANSWERED) : next.without(UNANSWERED);
  }

  /** {@return the modes after a request that will be answered: whether it is in a transaction} */
  Modes queued(RequestWords r) {
    int id = r.command().id();
    return id == Known.MULTI ? with(MULTI) : endsTransaction(id) ? without(MULTI) : this;
  }

  private static boolean endsTransaction(int id) {
    return id == Known.EXEC || id == Known.DISCARD || id == Known.RESET || id == Known.QUIT;
  }

  /** {@return how this request will be answered, as flags of {@link Pending}} */
  int flags(RequestWords r) {
    if (endsTransaction(r.command().id())) {
      return 0;
    }
    if (is(MULTI)) {
      return Pending.QUEUED;
    }
    return switch (r.command().manner()) {
      case BLOCKING -> Pending.BLOCKING;
      case BLOCKING_IF_TOLD -> r.told() ? Pending.BLOCKING : 0;
      case SUBSCRIBE, UNSUBSCRIBE -> Pending.CHANNELS;
      case PLAIN, NO_REPLY, REPLICATION -> 0;
    };
  }
}
