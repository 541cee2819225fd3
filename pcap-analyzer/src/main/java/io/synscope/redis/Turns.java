package io.synscope.redis;

import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.resp.Command.Manner;
import java.util.Optional;

/**
 * How the two ends of one connection take turns: the requests that are outstanding, the time with
 * and without any, the writes in which the replies come. {@link Pairing} knows whose turn it is.
 */
abstract class Turns {
  /** Replies that come closer than this left in one write of the server. */
  private static final long WRITE_GAP_NANOS = 100_000;

  private static final int PAUSES_SHOWN = 8;
  private static final int ONE_AT_A_TIME_SHOWN = 16;

  final Exchanges exchanges;
  private Pending pending;
  private long lastReplyNanos = Moment.NEVER;
  private long busyNanos;
  private long pauseNanos;
  private int replies;
  private byte pauses;
  private boolean ahead;

  Turns(Exchanges exchanges) {
    this.exchanges = exchanges;
    pending = exchanges.pendings().none();
  }

  final Pending pending() {
    return pending;
  }

  /**
   * A request was made.
   *
   * @return whether its reply will be known; of more requests than are kept only plain ones are
   *     counted, of which each has one reply
   */
  final boolean begin(RequestReader r, int flags, long nanos, long frame, long offset) {
    Pending asked = pending;
    if (asked.size() == 0) {
      asked = pending = exchanges.pendings().take();
      asked.begin(r.startNanos(), lastReplyNanos);
      pause(r.startNanos());
    } else if (asked.full()) {
      return absorbed(r, flags);
    } else {
      ahead = true;
    }
    int what =
        flags == Pending.CHANNELS
            ? Math.max(1, Math.min(r.words().count() - 1, 0x3fff))
            : r.words().pattern();
    asked.add(r, what, flags, nanos, frame, offset);
    return true;
  }

  private boolean absorbed(RequestReader r, int flags) {
    boolean plain = flags == 0 || flags == Pending.QUEUED;
    if (!plain || r.words().command().id() == Known.EXEC) {
      return false;
    }
    pending.absorb();
    return true;
  }

  /** The client waited that long between a reply and its next request. */
  private void pause(long startNanos) {
    if (lastReplyNanos == Moment.NEVER) {
      return;
    }
    long pause = Math.max(0, startNanos - lastReplyNanos);
    pauseNanos = pauses == 0 ? pause : Pace.follow(pauseNanos, pause);
    pauses = (byte) Math.min(PAUSES_SHOWN, pauses + 1);
  }

  /** {@return whether a reply that begins now left in another write than those before it} */
  final boolean beginsAnotherWrite(long nanos) {
    return pending.answered() > 0 && nanos - lastReplyNanos > WRITE_GAP_NANOS;
  }

  /**
   * The oldest request is answered.
   *
   * @return whether it was the last one outstanding
   */
  final boolean end(ReplyReader r, long nanos, long frame, long bytes) {
    int i = pending.answered();
    replies++;
    pending.answer(r, nanos, frame, bytes);
    lastReplyNanos = nanos;
    if (pending.unanswered() > 0) {
      return false;
    }
    busyNanos += pending.is(i, Pending.BLOCKING) ? 0 : Math.max(0, nanos - pending.sinceNanos());
    return true;
  }

  /** The run of uncounted requests is answered once; {@return whether that was its last one} */
  final boolean endsRun() {
    int i = pending.answered();
    long left = pending.get(i, Pending.REPLY_BYTES) - 1;
    pending.set(i, Pending.REPLY_BYTES, left);
    return left == 0;
  }

  /** One channel of the oldest request is done; {@return whether that was its last one} */
  final boolean confirmed() {
    int i = pending.answered();
    if (pending.unanswered() == 0 || !pending.is(i, Pending.CHANNELS)) {
      return false;
    }
    int left = pending.count(i) - 1;
    pending.count(i, left);
    return left == 0;
  }

  /** What was answered is told. */
  final void told() {
    pending.drop(lastReplyNanos);
    giveBackIfEmpty();
  }

  /** Nobody knows any more what the outstanding ones wait for; {@return how many they are} */
  final int forget(long nanos) {
    int forgotten = pending.unanswered();
    if (forgotten > 0) {
      busyNanos += Math.max(0, nanos - pending.sinceNanos());
    }
    clear();
    return forgotten;
  }

  /** Nothing is outstanding, nothing will be answered. */
  final void clear() {
    pending.clear();
    giveBackIfEmpty();
  }

  private void giveBackIfEmpty() {
    Pending none = exchanges.pendings().none();
    if (pending.size() == 0 && pending != none) {
      exchanges.pendings().giveBack(pending);
      pending = none;
    }
  }

  /** The connection is over while requests wait. */
  final void cutShort(long untilNanos) {
    busyNanos += Math.max(0, untilNanos - pending.sinceNanos());
  }

  /** {@return whether the client was often answered, and never asked again before it was} */
  final boolean oneAtATime() {
    return !ahead && replies >= ONE_AT_A_TIME_SHOWN;
  }

  /** {@return how many requests were answered} */
  final int replies() {
    return replies;
  }

  /** {@return requests that wait for an answer and are not meant to wait; once told} */
  final int outstanding() {
    int waiting = 0;
    for (int i = pending.answered(); i < pending.size(); i++) {
      Manner manner = exchanges.commands().get(pending.command(i)).manner();
      if (pending.is(i, Pending.BLOCKING | Pending.CHANNELS) || manner == Manner.NO_REPLY) {
        break;
      }
      waiting += pending.is(i, Pending.RUN) ? (int) pending.get(i, Pending.REPLY_BYTES) : 1;
    }
    return waiting;
  }

  /** {@return the oldest of these} */
  final Optional<Exchange> oldestOutstanding() {
    return outstanding() == 0
        ? Optional.empty()
        : Optional.of(exchanges.ledger().unanswered(pending, pending.answered()));
  }

  /** {@return whether something waits whose purpose is to wait} */
  final boolean blocked() {
    return pending.unanswered() > 0 && outstanding() == 0;
  }

  /** {@return share of the connection's life in which a request was outstanding} */
  final double busyShare(long lifeNanos) {
    return Math.min(1, busyNanos / (double) Math.max(1, lifeNanos));
  }

  /** {@return median pause between a reply and the next request; 0 when fewer than 8 were seen} */
  final long pauseNanos() {
    return pauses < PAUSES_SHOWN ? 0 : pauseNanos;
  }
}
