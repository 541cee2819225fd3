package io.synscope.redis;

import io.synscope.observation.ErrorReply;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.resp.Command;
import io.synscope.resp.Command.Manner;
import io.synscope.resp.ReplyShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the requests of one connection with its replies: first in, first out, with every exception
 * that RESP and Redis make.
 */
final class Pairing {
  /*
   * [1] Push messages (RESP3 type '>') come between replies and answer nothing, except that they confirm
   *     subscriptions. In RESP2, once subscribed, arrays that begin with "message" do the same.
   * [2] Replies that come closer than WRITE_GAP left in one write of the server: Redis executes everything that it
   *     has read, then writes. Who of them took the time cannot be seen, so they are told together, when the write is over.
   * [3] A reply whose shape the command cannot have, or a reply to nothing, proves a wrong pairing: all is in doubt
   *     until it is certain again (Alignment).
   */
  private static final long WRITE_GAP_NANOS = 100_000;
  private static final int ONE_AT_A_TIME_SHOWN = 16;

  private final Exchanges exchanges;
  private final Carrier carrier;
  private final Account account;
  private final ServerLoop loop;
  private final Pending pending;
  private @Nullable Notes notes;
  private @Nullable Alignment alignment;
  private final Modes modes = new Modes();
  private int requests;
  private int replies;
  private int unpaired;
  private int desyncs;
  private int greatestDepth;
  private int pauses;
  private long pauseNanos;
  private long lastReplyNanos = Moment.NEVER;
  private long earlierWriteNanos = Moment.NEVER;
  private long busySince;
  private long busyNanos;

  Pairing(Exchanges exchanges, Carrier carrier, Account account, boolean fromStart, long nanos) {
    this.exchanges = exchanges;
    this.carrier = carrier;
    this.account = account;
    loop = account.loop();
    if (carrier.toServerNanos() >= 0) {
      account.roundTrips().handshake(carrier.toServerNanos(), nanos);
    }
    pending = new Pending(exchanges.slotBudget());
    if (!fromStart) {
      alignment = new Alignment(false, 0);
      modes.set(Modes.DOUBTFUL, true);
    }
  }

  Notes notes() {
    return notes == null ? notes = new Notes() : notes;
  }

  Carrier carrier() {
    return carrier;
  }

  Account account() {
    return account;
  }

  /** {@return whether this is a replication link, of which nothing is to be read any more} */
  boolean isReplication() {
    return modes.is(Modes.REPLICATION);
  }

  boolean inDoubt() {
    return alignment != null;
  }

  /**
   * A whole request.
   *
   * @param r the request
   * @param nanos its last byte
   * @param frame frame of its last byte
   * @param offset stream offset after its last byte
   * @param atBoundary whether no reply has begun and not ended
   */
  void asked(RequestReader r, long nanos, long frame, long offset, boolean atBoundary) {
    RequestWords words = r.words();
    if (words.isPlain() && modes.none() && alignment == null) {
      requests++;
      add(r, 0, nanos, frame, offset);
      return;
    }
    Command command = words.command();
    if (command.manner() == Manner.REPLICATION
        || command.id() == Known.REPLCONF && words.second() == Known.ACK) {
      modes.set(Modes.REPLICATION, true);
      pending.clear();
      return;
    }
    if (words.count() == 0 || modes.silenced(words)) {
      return;
    }
    requests++;
    if (command.id() == Known.QUIT || command.manner() == Manner.NO_REPLY) {
      modes.set(Modes.LEAVING, true);
    }
    if (alignment != null) {
      if (!atBoundary || !alignment.certainFrom(r.startNanos(), toServerNanos())) {
        unpaired++;
        return;
      }
      alignment = null;
    }
    add(r, modes.flags(words), nanos, frame, offset);
  }

  private void add(RequestReader r, int flags, long nanos, long frame, long offset) {
    if (pending.full()) {
      if (flags != 0 && flags != Pending.QUEUED || r.words().command().id() == Known.EXEC) {
        lose(true, 0, nanos);
      } else {
        pending.absorb();
      }
      return;
    }
    if (pending.unanswered() == 0) {
      pause(r.startNanos());
      busySince = r.startNanos();
    }
    int what =
        flags == Pending.CHANNELS
            ? Math.max(1, Math.min(r.words().count() - 1, 0x3fff))
            : r.words().pattern();
    pending.add(r, what, flags, nanos, frame, offset);
    greatestDepth = Math.max(greatestDepth, pending.unanswered());
  }

  /** The client waited that long between a reply and its next request. */
  private void pause(long startNanos) {
    if (lastReplyNanos == Moment.NEVER) {
      return;
    }
    long pause = Math.max(0, startNanos - lastReplyNanos);
    pauseNanos = pauses++ == 0 ? pause : Pace.follow(pauseNanos, pause);
  }

  /** The server's kernel has everything before {@code offset}. */
  void acknowledged(long nanos, long frame, long offset, boolean pureAck) {
    long last = pending.acknowledge(offset, nanos, frame);
    if (pureAck && last != Moment.NEVER && !isDelayed(nanos - last)) {
      account.roundTrips().ack(nanos - last, nanos);
    }
  }

  /** Whether an ACK after that time looks like one that waited for its timer (40 ms on Linux). */
  private static boolean isDelayed(long nanos) {
    return nanos >= 38_000_000 && nanos <= 60_000_000;
  }

  /** {@return least round trip to the server's kernel as seen here; -1 while unknown} */
  long toServerNanos() {
    return account.roundTrips().leastNanos();
  }

  /** {@return least round trip to the client's kernel as seen here; 0 while unknown} */
  long toClientNanos() {
    return Math.max(0, carrier.toClientNanos());
  }

  /** The server's process sent something. */
  void heardServer(long nanos, long frame) {
    loop.spoke(nanos, frame);
    if (alignment != null) {
      alignment.heardServer(nanos);
    }
  }

  /** Some of the client's bytes were heard that could not be read. */
  void heardClient(long nanos) {
    if (alignment != null) {
      alignment.heardClient(nanos);
    }
  }

  /**
   * A whole reply.
   *
   * @param r the reply
   * @param nanos its last byte
   * @param frame frame of its last byte
   * @param bytes its size
   * @param askedBefore whether the client had said anything
   */
  void answered(ReplyReader r, long nanos, long frame, long bytes, boolean askedBefore) {
    if ((!modes.none() || r.type() == '>') && isOutOfBand(r)) {
      return;
    }
    boolean failed = r.type() == '-' || r.type() == '!';
    boolean turnedAway = failed && ErrorText.turnsAway(r.text());
    if (failed) {
      String error = r.text();
      Moment at = new Moment(r.startNanos(), r.startFrame());
      notes().error(error, turnedAway || !askedBefore, at);
      if (turnedAway) {
        return;
      }
    }
    if (alignment != null) {
      alignment.answered(nanos);
    } else if (pending.unanswered() > 0) {
      pair(r, failed, nanos, frame, bytes);
    } else if (askedBefore) {
      unpaired++;
      lose(false, 0, nanos); // [3]
    }
  }

  private boolean isOutOfBand(ReplyReader r) {
    byte type = r.type();
    if (type == '>') {
      if (Known.isConfirmation(r.word())) {
        confirm(r, false);
      }
      return true;
    }
    if (type == '*' && modes.is(Modes.SUBSCRIBED | Modes.DOUBTFUL)) {
      if (Known.isMessage(r.word())) {
        modes.set(Modes.SUBSCRIBED, true);
        return true;
      }
      if (modes.is(Modes.SUBSCRIBED) && Known.isConfirmation(r.word())) {
        confirm(r, true);
        return true;
      }
    }
    boolean monitored = type == '+' && r.firstByte() >= '0' && r.firstByte() <= '9';
    if (monitored && modes.is(Modes.MONITORING | Modes.DOUBTFUL)) {
      modes.set(Modes.MONITORING, true);
      return true;
    }
    return false;
  }

  /** One channel of a SUBSCRIBE or UNSUBSCRIBE is done. */
  private void confirm(ReplyReader r, boolean resp2) {
    modes.set(Modes.SUBSCRIBED, resp2 && r.number() != 0);
    int i = pending.answered();
    if (alignment != null || pending.unanswered() == 0 || !pending.is(i, Pending.CHANNELS)) {
      return;
    }
    int left = pending.count(i) - 1;
    pending.count(i, left);
    if (left == 0) {
      complete(i, r, r.startNanos(), r.startFrame(), 0);
    }
  }

  private void pair(ReplyReader r, boolean failed, long nanos, long frame, long bytes) {
    if (pending.answered() > 0 && r.startNanos() - lastReplyNanos > WRITE_GAP_NANOS) {
      tell(); // [2]
    }
    int i = pending.answered();
    int flags = pending.flags(i);
    if ((flags & (Pending.RUN | Pending.CHANNELS)) != 0) {
      pairSpecial(i, r, failed, nanos, frame, bytes);
      return;
    }
    ReplyShape shape = r.shape();
    Command command = exchanges.commands().get(pending.command(i));
    if (r.word() == Known.QUEUED && r.type() == '+') {
      pending.mark(i, Pending.QUEUED);
    } else if ((flags & Pending.QUEUED) != 0) {
      pending.unmark(i, Pending.QUEUED); // MULTI itself had failed
    } else if (!command.mayReply(shape)) {
      lose(false, 0, nanos); // [3]
      return;
    }
    if (failed) {
      pending.error(i, exchanges.codes().idOf(ErrorText.code(r.text())));
    } else if (shape == ReplyShape.AGGREGATE) {
      pending.mark(i, Pending.AGGREGATE);
    } else if (shape == ReplyShape.LINE) {
      switchModes(command.id());
    }
    complete(i, r, nanos, frame, bytes);
  }

  private void pairSpecial(
      int i, ReplyReader r, boolean failed, long nanos, long frame, long bytes) {
    if (pending.is(i, Pending.RUN)) {
      endOneOfRun(i, r, nanos, frame);
    } else if (failed) {
      pending.error(i, exchanges.codes().idOf(ErrorText.code(r.text())));
      complete(i, r, nanos, frame, bytes);
    } else {
      confirm(r, true);
    }
  }

  private void endOneOfRun(int i, ReplyReader r, long nanos, long frame) {
    long left = pending.get(i, Pending.REPLY_BYTES) - 1;
    pending.set(i, Pending.REPLY_BYTES, left);
    unpaired++;
    if (left == 0) {
      complete(i, r, nanos, frame, 0);
    }
  }

  private void switchModes(int command) {
    if (command == Known.MONITOR) {
      modes.set(Modes.MONITORING, true);
    } else if (command == Known.RESET) {
      modes.set(Modes.SUBSCRIBED | Modes.MONITORING, false);
    }
  }

  private void complete(int i, ReplyReader r, long nanos, long frame, long bytes) {
    pending.answer(r, nanos, frame, bytes);
    replies++;
    lastReplyNanos = nanos;
    if (pending.unanswered() == 0) {
      busyNanos += pending.is(i, Pending.BLOCKING) ? 0 : Math.max(0, nanos - busySince);
      tell();
    }
  }

  /** The replies of one write are in: tells them all. */
  private void tell() {
    exchanges.ledger().tell(pending, this, earlierWriteNanos);
    earlierWriteNanos = lastReplyNanos;
    pending.drop();
  }

  /**
   * Pairing is lost: something was not seen, or makes no sense.
   *
   * @param byHole whether bytes are missing; otherwise what came makes no sense
   * @param hidden requests that at least were not seen
   * @param nanos when that was noticed
   */
  void lose(boolean byHole, int hidden, long nanos) {
    boolean oneAtATime =
        byHole
            && (alignment == null
                ? greatestDepth <= 1 && replies >= ONE_AT_A_TIME_SHOWN
                : alignment.oneAtATime());
    if (alignment == null) {
      if (pending.answered() > 0) {
        tell();
      }
      if (pending.unanswered() > 0) {
        busyNanos += Math.max(0, nanos - busySince);
      }
      unpaired += pending.unanswered();
      pending.clear();
      desyncs++;
    }
    alignment = new Alignment(oneAtATime, hidden);
    modes.doubt();
  }

  /** The connection has ended, or the capture has. */
  void close(long untilNanos) {
    if (pending.answered() > 0) {
      tell();
    }
    if (outstanding() > 0) {
      busyNanos += Math.max(0, untilNanos - busySince);
      exchanges.ledger().neverAnswered(pending, 0, this, untilNanos);
    }
    if (notes != null) {
      notes.errors().forEach(account::error);
    }
    exchanges.closed(unpaired, desyncs);
  }

  /** {@return requests that wait for an answer and are not meant to wait; once told} */
  int outstanding() {
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
  Optional<Exchange> oldestOutstanding() {
    return outstanding() == 0
        ? Optional.empty()
        : Optional.of(exchanges.ledger().unanswered(pending, pending.answered()));
  }

  /** {@return whether the client asked the server to close} */
  boolean quit() {
    return modes.is(Modes.LEAVING);
  }

  /** {@return whether waiting is what this connection is for at the moment} */
  boolean blocked() {
    return modes.is(Modes.SUBSCRIBED | Modes.MONITORING)
        || pending.unanswered() > 0 && outstanding() == 0;
  }

  /** {@return time in which a request was outstanding} */
  long busyNanos() {
    return busyNanos;
  }

  /** {@return median pause between a reply and the next request; 0 when fewer than 8 were seen} */
  long pauseNanos() {
    return pauses < 8 ? 0 : pauseNanos;
  }

  List<ErrorReply> errors() {
    return notes == null ? List.of() : notes.errors();
  }

  List<Exchange> slowest() {
    return notes == null ? List.of() : notes.slowest();
  }

  int requests() {
    return requests;
  }

  int replies() {
    return replies;
  }

  int unpaired() {
    return unpaired;
  }

  int desyncs() {
    return desyncs;
  }

  void release() {
    pending.release();
  }
}
