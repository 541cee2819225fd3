package io.synscope.redis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Moment;
import io.synscope.resp.Command;
import io.synscope.resp.ReplyShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the requests of one connection with its replies: first in, first out, with every exception
 * that RESP and Redis make.
 */
final class Pairing extends Turns {
  /*
   * [1] Push messages (RESP3 type '>') come between replies and answer nothing, except that they confirm
   *     subscriptions. In RESP2, once subscribed, arrays that begin with "message" do the same.
   * [2] Redis executes everything that it has read, then writes. Who of the replies in one write took the time cannot
   *     be seen, so they are told together, when the write is over.
   * [3] A reply whose shape the command cannot have, or a reply to nothing, proves a wrong pairing: all is in doubt
   *     until it is certain again (Alignment).
   */
  final Carrier carrier;
  final Account account;
  final ServerLoop loop;
  final RoundTrips roundTrips;
  private long toClientNanos;
  private Modes modes = Modes.NONE;
  private @Nullable Notes notes;
  private @Nullable Alignment alignment;
  private int requests;
  private int unpaired;
  private int desyncs;

  Pairing(Exchanges exchanges, Carrier carrier, Account account, boolean fromStart, long nanos) {
    super(exchanges);
    this.carrier = carrier;
    this.account = account;
    loop = account.loop();
    roundTrips = account.roundTrips();
    toClientNanos = carrier.toClientNanos();
    account.connected(carrier, nanos);
    if (!fromStart) {
      alignment = new Alignment(false, 0);
      modes = Modes.NONE.inDoubt();
    }
  }

  Notes notes() {
    return notes == null ? notes = new Notes() : notes;
  }

  /** {@return the network's part on the client's side of the capture point; -1 while unknown} */
  long toClientNanos() {
    return toClientNanos;
  }

  /** The carrier's handshake went on. */
  void handshakeWentOn() {
    toClientNanos = carrier.toClientNanos();
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
    if (words.isPlain() && modes == Modes.NONE && alignment == null) {
      requests++;
      add(r, 0, nanos, frame, offset);
      return;
    }
    modes = modes.asked(words);
    if (modes.is(Modes.UNANSWERED)) {
      if (isReplication()) {
        clear();
      }
      return;
    }
    requests++;
    if (alignment != null) {
      long toServer = roundTrips.leastNanos();
      if (!atBoundary || !alignment.certainFrom(r.startNanos(), toServer)) {
        unpaired++;
        return;
      }
      alignment = null;
    }
    int flags = modes.flags(words);
    modes = modes.queued(words);
    add(r, flags, nanos, frame, offset);
  }

  private void add(RequestReader r, int flags, long nanos, long frame, long offset) {
    if (!begin(r, flags, nanos, frame, offset)) {
      lose(true, 0, nanos);
    }
  }

  /** The server's kernel has everything before {@code offset}. */
  void acknowledged(long nanos, long frame, long offset, boolean pureAck) {
    long last = pending().acknowledge(offset, nanos, frame);
    if (pureAck && last != Moment.NEVER) {
      roundTrips.ack(nanos - last, nanos);
    }
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
    if (modes != Modes.NONE || r.type() == '>') {
      int place = modes.place(r); // [1]
      modes = modes.heard(r);
      if (place == Modes.CONFIRMATION) {
        confirm(r, r.type() != '>');
      }
      if (place != Modes.ANSWER) {
        return;
      }
    }
    boolean failed = r.type() == '-' || r.type() == '!';
    if (failed && notes().error(r, askedBefore)) {
      return;
    }
    if (alignment != null) {
      alignment.answered(nanos);
    } else if (pending().unanswered() > 0) {
      pair(r, failed, nanos, frame, bytes);
    } else if (askedBefore) {
      unpaired++;
      lose(false, 0, nanos); // [3]
    }
  }

  /** One channel of a SUBSCRIBE or UNSUBSCRIBE is done. */
  private void confirm(ReplyReader r, boolean resp2) {
    boolean subscribed = resp2 && r.number() != 0;
    modes = subscribed ? modes.with(Modes.SUBSCRIBED) : modes.without(Modes.SUBSCRIBED);
    if (alignment == null && confirmed()) {
      complete(r, r.startNanos(), r.startFrame(), 0);
    }
  }

  private void pair(ReplyReader r, boolean failed, long nanos, long frame, long bytes) {
    if (beginsAnotherWrite(r.startNanos())) {
      tell(); // [2]
    }
    Pending pending = pending();
    int i = pending.answered();
    int flags = pending.flags(i);
    if ((flags & (Pending.RUN | Pending.CHANNELS)) != 0) {
      pairSpecial(pending, i, r, failed, nanos, frame, bytes);
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
      modes = modes.done(command.id());
    }
    complete(r, nanos, frame, bytes);
  }

  private void pairSpecial(
      Pending pending, int i, ReplyReader r, boolean failed, long nanos, long frame, long bytes) {
    if (pending.is(i, Pending.RUN)) {
      unpaired++;
      if (endsRun()) {
        complete(r, nanos, frame, 0);
      }
    } else if (failed) {
      pending.error(i, exchanges.codes().idOf(ErrorText.code(r.text())));
      complete(r, nanos, frame, bytes);
    } else {
      confirm(r, true);
    }
  }

  private void complete(ReplyReader r, long nanos, long frame, long bytes) {
    if (end(r, nanos, frame, bytes)) {
      tell();
    }
  }

  /** The replies of one write are in: tells them all, if there are any. */
  private void tell() {
    if (pending().answered() > 0) {
      exchanges.ledger().tell(pending(), this);
      told();
    }
  }

  /**
   * Pairing is lost: something was not seen, or makes no sense.
   *
   * @param byHole whether bytes are missing; otherwise what came makes no sense
   * @param hidden requests that at least were not seen
   * @param nanos when that was noticed
   */
  void lose(boolean byHole, int hidden, long nanos) {
    boolean oneByOne = byHole && (alignment == null ? oneAtATime() : alignment.oneAtATime());
    if (alignment == null) {
      tell();
      unpaired += forget(nanos);
      desyncs++;
    }
    alignment = new Alignment(oneByOne, hidden);
    modes = modes.inDoubt();
  }

  /** The connection has ended, or the capture has. */
  void close(long untilNanos) {
    tell();
    if (outstanding() > 0) {
      cutShort(untilNanos);
      exchanges.ledger().neverAnswered(pending(), 0, this, untilNanos);
    }
    if (notes != null) {
      notes.errors().forEach(account::error);
    }
    exchanges.closed(unpaired, desyncs);
  }

  /** {@return the facts of this connection, which spoke so for that long} */
  Conversation conversation(Spoken spoken, long lifeNanos) {
    return new Conversation(
        spoken.client(),
        spoken.server(),
        spoken.serverFirst(),
        requests,
        replies(),
        notes == null ? List.of() : notes.errors(),
        notes == null ? List.of() : notes.slowest(),
        outstanding(),
        oldestOutstanding(),
        modes.is(Modes.SUBSCRIBED | Modes.MONITORING) || blocked(),
        spoken.requestCut(),
        spoken.replyCut(),
        modes.is(Modes.LEAVING),
        isReplication(),
        desyncs,
        unpaired,
        pauseNanos(),
        busyShare(lifeNanos),
        spoken.hello());
  }
}
