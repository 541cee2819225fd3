package io.synscope.redis;

import io.synscope.observation.Moment;

/**
 * The requests of one connection that nobody has been told about yet, oldest first: those answered
 * in the write that is coming in, then those not answered.
 *
 * <p>A ring of fixed-size slots in one array of longs. It grows with the depth of the pipeline up
 * to {@link #MAX_SLOTS}; beyond that the last slot stands for a run of requests that are counted
 * and not timed, so that memory is bounded whatever a client sends ahead.
 */
final class Pending {
  static final int START_NANOS = 0;
  static final int START_FRAME = 1;
  static final int END_NANOS = 2;
  static final int END_FRAME = 3;
  static final int END_OFFSET = 4;
  static final int ACK_NANOS = 5;
  static final int ACK_FRAME = 6;

  /** Command, key pattern, flags, code of the error, requests before it that were unanswered. */
  static final int WHAT = 7;

  static final int REQUEST_BYTES = 8;
  static final int REPLY_NANOS = 9;
  static final int REPLY_FRAME = 10;
  static final int REPLY_END_NANOS = 11;
  static final int REPLY_END_FRAME = 12;

  /** Bytes of the reply; of a run, how many requests it still stands for. */
  static final int REPLY_BYTES = 13;

  private static final int STRIDE = 14;
  static final int MAX_SLOTS = 1024;

  /** Waiting is what it is for. */
  static final int BLOCKING = 1;

  /** Inside MULTI. */
  static final int QUEUED = 1 << 1;

  /** Several requests beyond what is kept. */
  static final int RUN = 1 << 2;

  /** (Un)subscribes: {@link #count} confirmations are to come. */
  static final int CHANNELS = 1 << 3;

  /** Was answered with an array, a map or a set. */
  static final int AGGREGATE = 1 << 4;

  private final Pendings pool;
  private long[] slots = new long[STRIDE];
  private int mask;
  private int head;
  private int size;
  private int answered;
  private int acknowledged;
  private long sinceNanos;
  private long earlierWriteNanos;

  Pending(Pendings pool) {
    this.pool = pool;
  }

  /** Requests begin to be outstanding; the reply to the one before was complete then, or NEVER. */
  void begin(long nanos, long lastReplyNanos) {
    sinceNanos = nanos;
    earlierWriteNanos = lastReplyNanos;
  }

  /** {@return since when there is always one outstanding} */
  long sinceNanos() {
    return sinceNanos;
  }

  /** {@return when the write before the one that is coming in was complete; NEVER without one} */
  long earlierWriteNanos() {
    return earlierWriteNanos;
  }

  int size() {
    return size;
  }

  /** {@return how many of the oldest are answered} */
  int answered() {
    return answered;
  }

  /** {@return how many are not} */
  int unanswered() {
    return size - answered;
  }

  /** {@return all fields of all slots; a slot's begin at {@link #at}} */
  long[] slots() {
    return slots;
  }

  long get(int index, int field) {
    return slots[at(index) + field];
  }

  void set(int index, int field, long value) {
    slots[at(index) + field] = value;
  }

  Moment moment(int index, int field) {
    long nanos = get(index, field);
    return nanos == Moment.NEVER ? Moment.NONE : new Moment(nanos, get(index, field + 1));
  }

  static int commandOf(long what) {
    return (int) what & 0xfff;
  }

  static int patternOf(long what) {
    return (int) (what >>> 12) & 0x3fff;
  }

  static int flagsOf(long what) {
    return (int) (what >>> 32) & 0xff;
  }

  static int errorOf(long what) {
    return (int) (what >>> 40) & 0xff;
  }

  int command(int index) {
    return commandOf(get(index, WHAT));
  }

  /** {@return confirmations still to come, of one that (un)subscribes} */
  int count(int index) {
    return patternOf(get(index, WHAT));
  }

  void count(int index, int confirmations) {
    int at = at(index) + WHAT;
    slots[at] = slots[at] & ~(0x3fffL << 12) | (long) Math.min(confirmations, 0x3fff) << 12;
  }

  /** {@return its flags} */
  int flags(int index) {
    return flagsOf(get(index, WHAT));
  }

  boolean is(int index, int flag) {
    return (flags(index) & flag) != 0;
  }

  void mark(int index, int flag) {
    slots[at(index) + WHAT] |= (long) flag << 32;
  }

  void unmark(int index, int flag) {
    slots[at(index) + WHAT] &= ~((long) flag << 32);
  }

  /** {@return number of the error's code; 0 when it is none} */
  int error(int index) {
    return errorOf(get(index, WHAT));
  }

  void error(int index, int code) {
    slots[at(index) + WHAT] |= (long) code << 40;
  }

  /** {@return the ACK of its last byte; unseen when it came with the reply} */
  Moment ack(int index) {
    boolean withReply = index < answered && get(index, ACK_FRAME) == get(index, REPLY_FRAME);
    return withReply ? Moment.NONE : moment(index, ACK_NANOS);
  }

  /** {@return requests that were unanswered when this one was sent} */
  int behind(int index) {
    return (int) (get(index, WHAT) >>> 48);
  }

  /** {@return where the fields of this request begin in {@link #slots}} */
  int at(int index) {
    return (head + index & mask) * STRIDE;
  }

  /** {@return whether the next request would not get a slot of its own} */
  boolean full() {
    return size > mask && !grow();
  }

  /**
   * Adds a request.
   *
   * @param r the request, its first byte
   * @param what its key pattern, or how many confirmations are to come
   * @param flags how it is to be answered
   * @param nanos its last byte
   * @param frame its last byte
   * @param offset stream offset after its last byte
   */
  void add(RequestReader r, int what, int flags, long nanos, long frame, long offset) {
    int behind = Math.min(size - answered, 0xffff);
    int at = at(size++);
    long[] s = slots;
    s[at + START_NANOS] = r.startNanos();
    s[at + START_FRAME] = r.startFrame();
    s[at + END_NANOS] = nanos;
    s[at + END_FRAME] = frame;
    s[at + END_OFFSET] = offset;
    s[at + ACK_NANOS] = Moment.NEVER;
    s[at + WHAT] =
        r.words().command().id() | (long) what << 12 | (long) flags << 32 | (long) behind << 48;
    s[at + REQUEST_BYTES] = offset - r.startOffset();
  }

  /** The last slot stands for one request more. */
  void absorb() {
    int last = size - 1;
    if (!is(last, RUN)) {
      mark(last, RUN);
      set(last, REPLY_BYTES, 1);
    }
    set(last, REPLY_BYTES, get(last, REPLY_BYTES) + 1);
  }

  /**
   * The oldest unanswered one is answered.
   *
   * @param r the reply, its first byte
   * @param nanos its last byte
   * @param frame its last byte
   * @param bytes its size
   */
  void answer(ReplyReader r, long nanos, long frame, long bytes) {
    int at = at(answered++);
    long[] s = slots;
    s[at + REPLY_NANOS] = r.startNanos();
    s[at + REPLY_FRAME] = r.startFrame();
    s[at + REPLY_END_NANOS] = nanos;
    s[at + REPLY_END_FRAME] = frame;
    s[at + REPLY_BYTES] = bytes;
    acknowledged = Math.max(acknowledged, answered);
  }

  /**
   * Everything before {@code offset} was acknowledged.
   *
   * @return when the last request that this newly covers was complete; NEVER when it covers none
   */
  long acknowledge(long offset, long nanos, long frame) {
    long last = Moment.NEVER;
    while (acknowledged < size && get(acknowledged, END_OFFSET) <= offset) {
      set(acknowledged, ACK_NANOS, nanos);
      set(acknowledged, ACK_FRAME, frame);
      last = get(acknowledged, END_NANOS);
      acknowledged++;
    }
    return last;
  }

  /** Forgets the answered ones, whose write was complete then. */
  void drop(long writeNanos) {
    earlierWriteNanos = writeNanos;
    head = head + answered & mask;
    size -= answered;
    acknowledged -= answered;
    answered = 0;
  }

  /** Forgets all. */
  void clear() {
    head = size = answered = acknowledged = 0;
  }

  /** {@return slots beyond the first, given back} */
  int shrink() {
    int beyond = mask;
    if (beyond > 0) {
      mask = head = 0;
      slots = new long[STRIDE];
    }
    return beyond;
  }

  private boolean grow() {
    int capacity = mask + 1;
    if (capacity >= MAX_SLOTS || !pool.grant(capacity)) {
      return false;
    }
    long[] wider = new long[2 * capacity * STRIDE];
    for (int i = 0; i < size; i++) {
      System.arraycopy(slots, at(i), wider, i * STRIDE, STRIDE);
    }
    slots = wider;
    mask = 2 * capacity - 1;
    head = 0;
    return true;
  }
}
