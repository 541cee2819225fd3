package io.synscope.redis;

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

  /** CLIENT REPLY: a request that will not be answered, by the client's own wish. */
  boolean silenced(RequestWords r) {
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
