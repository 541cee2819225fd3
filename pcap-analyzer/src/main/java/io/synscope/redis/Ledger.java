package io.synscope.redis;

import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.resp.Command.Work;
import org.jspecify.annotations.Nullable;

/** Enters exchanges, write by write, into everything that is counted. */
final class Ledger {
  /** An exchange that took this much longer than the network is kept with its connection. */
  private static final long SLOW_NANOS = 10_000_000;

  /** Linux delays an ACK by 40 ms and a tick: one that is later was late on its way. */
  private static final long LONGEST_DELAYED_ACK_NANOS = 60_000_000;

  private static final int LATEST_ACK = 4; // a quarter of the wait must be left

  private static final int UNTIMED =
      Pending.RUN | Pending.QUEUED | Pending.CHANNELS | Pending.BLOCKING;

  /** One reply of this size or more, and most of its write, is what the write was about. */
  private static final long LARGE_REPLY_BYTES = 65_536;

  private final CommandDictionary commands;
  private final ErrorCodes codes;
  private final @Nullable ExchangeListener listener;
  private final TimeSplit split = new TimeSplit();
  private final Journal journal;
  private final Slowest slowest = new Slowest();

  Ledger(
      CommandDictionary commands,
      KeyPatterns patterns,
      ErrorCodes codes,
      @Nullable ExchangeListener listener) {
    this.listener = listener;
    this.commands = commands;
    journal = new Journal(patterns);
    this.codes = codes;
  }

  /** {@return what is counted of timed exchanges} */
  Journal journal() {
    return journal;
  }

  Slowest slowest() {
    return slowest;
  }

  void merge(Ledger other) {
    journal.merge(other.journal, commands, other.commands);
    slowest.merge(other.slowest);
  }

  /**
   * The answered exchanges of {@code pending} are one write of the server.
   *
   * @param pending the exchanges
   * @param pairing whose they are
   */
  void tell(Pending pending, Pairing pairing) {
    int size = pending.answered();
    int culprit = size > 1 ? culprit(pending, size) : -1;
    long[] slots = pending.slots();
    long before = pending.earlierWriteNanos();
    for (int i = 0; i < size; i++) {
      int at = pending.at(i);
      int flags = Pending.flagsOf(slots[at + Pending.WHAT]);
      if ((flags & UNTIMED) == 0) {
        divide(slots, at, pairing, before);
        if (size > 1) {
          share(i, size, culprit);
        }
        timed(pending, i, slots, at, pairing);
      } else if ((flags & Pending.RUN) == 0) {
        split.none();
        untimed(pending, i, pairing);
      }
      if (listener != null && (flags & Pending.RUN) == 0) {
        tell(listener, pending, i, pairing);
      }
    }
  }

  private void tell(ExchangeListener to, Pending pending, int i, Pairing pairing) {
    long total = pending.get(i, Pending.REPLY_END_NANOS) - pending.get(i, Pending.START_NANOS);
    to.exchange(pairing.carrier.tuple(), exchange(pending, i, network(total, pairing)));
  }

  /** What is left of the total, and the part of the path on the other side of the capture point. */
  private long network(long total, Pairing pairing) {
    return Math.max(0, total - split.server() - split.queue())
        + Math.max(0, pairing.toClientNanos());
  }

  private void untimed(Pending pending, int i, Pairing pairing) {
    int command = pending.command(i);
    boolean failed = pending.error(i) != 0;
    if (pending.is(i, Pending.QUEUED) && !failed) {
      pairing.notes().queue(command);
      return;
    }
    journal
        .stats(command)
        .count(pending.get(i, Pending.REQUEST_BYTES), pending.get(i, Pending.REPLY_BYTES), failed);
    commands.answered(command, failed);
  }

  private void divide(long[] slots, int at, Pairing pairing, long before) {
    boolean ackApart = slots[at + Pending.ACK_FRAME] != slots[at + Pending.REPLY_FRAME];
    split.of(
        slots[at + Pending.END_NANOS],
        ackApart ? slots[at + Pending.ACK_NANOS] : Moment.NEVER,
        slots[at + Pending.REPLY_NANOS],
        before,
        pairing.roundTrips,
        pairing.loop.usualNanos());
  }

  private void share(int i, int size, int culprit) {
    if (culprit < 0) {
      split.shareOfWrite(i, size);
    } else if (culprit != i) {
      split.behindAnother();
    }
  }

  private void timed(Pending pending, int i, long[] slots, int at, Pairing pairing) {
    long what = slots[at + Pending.WHAT];
    long total = slots[at + Pending.REPLY_END_NANOS] - slots[at + Pending.START_NANOS];
    long network = network(total, pairing);
    long server = split.server();
    journal.note(pairing.account, slots, at, split.known() ? server : -1, network);
    int command = Pending.commandOf(what);
    commands.answered(command, Pending.errorOf(what) != 0);
    if (command == Known.EXEC || command == Known.DISCARD) {
      endTransaction(pending, i, pairing, total);
    } else if (command == Known.CLIENT_PAUSE) {
      pairing.loop.paused(waiting(pending, i, pairing));
    }
    if (pending.answered() == 1 && split.known()) {
      pairing.loop.took(server);
    }
    long held = server + split.queue();
    if (total >= SLOW_NANOS || held >= ServerLoop.MIN_STALL_NANOS || total > slowest.leastNanos()) {
      remarkable(pending, i, pairing, total, held, network);
    }
  }

  private void endTransaction(Pending pending, int i, Pairing pairing, long total) {
    Notes notes = pairing.notes();
    for (int k = 0; k < notes.queuedCount() && pending.is(i, Pending.AGGREGATE); k++) {
      journal.stats(notes.queued(k)).inside(total);
      commands.answered(notes.queued(k), false);
    }
    notes.endTransaction();
  }

  private void remarkable(
      Pending pending, int i, Pairing pairing, long total, long held, long network) {
    Exchange exchange = exchange(pending, i, network);
    slowest.offer(exchange, pairing.carrier);
    if (total - Math.max(0, pairing.roundTrips.leastNanos()) >= SLOW_NANOS
        && pairing.notes().isSlow(total)) {
      pairing.notes().slow(exchange);
    }
    if (held >= ServerLoop.MIN_STALL_NANOS) {
      pairing.loop.waited(waiting(pending, i, pairing));
    }
  }

  private Waiting waiting(Pending pending, int i, Pairing pairing) {
    Moment end = pending.moment(i, Pending.END_NANOS);
    Moment reply = pending.answered() > i ? pending.moment(i, Pending.REPLY_NANOS) : Moment.NONE;
    Moment ack = pending.ack(i);
    boolean acknowledged = ack.seen() && (!reply.seen() || acknowledgedEarly(end, ack, reply));
    long bytes =
        pending.get(i, Pending.REQUEST_BYTES)
            + (reply.seen() ? pending.get(i, Pending.REPLY_BYTES) : 0);
    long ready = end.nanos() + Math.max(0, pairing.roundTrips.leastNanos());
    if (ack.seen()) {
      ready = Math.max(ready, ack.nanos() - LONGEST_DELAYED_ACK_NANOS);
    }
    return new Waiting(
        pairing.carrier.tuple().client(),
        commands.get(pending.command(i)),
        end,
        ready,
        acknowledged,
        reply,
        bytes);
  }

  /**
   * {@return whether the server had the request long before it answered: an ACK that comes when
   * most of the time is over was late itself, and then so was the request}
   */
  private static boolean acknowledgedEarly(Moment end, Moment ack, Moment reply) {
    long held = reply.since(ack);
    return held >= SLOW_NANOS / 10 && LATEST_ACK * held >= reply.since(end);
  }

  /** A request that nobody will answer any more, or not within this capture. */
  void neverAnswered(Pending pending, int i, Pairing pairing, long untilNanos) {
    if (untilNanos - pending.get(i, Pending.END_NANOS) >= ServerLoop.MIN_STALL_NANOS) {
      pairing.loop.neverAnswered(waiting(pending, i, pairing));
    }
  }

  /** {@return an exchange without a reply} */
  Exchange unanswered(Pending pending, int i) {
    split.none();
    return exchange(pending, i, 0);
  }

  private Exchange exchange(Pending pending, int i, long network) {
    boolean answered = i < pending.answered();
    return new Exchange(
        commands.name(pending.command(i)),
        pending.moment(i, Pending.START_NANOS),
        pending.moment(i, Pending.END_NANOS),
        pending.ack(i),
        answered ? pending.moment(i, Pending.REPLY_NANOS) : Moment.NONE,
        answered ? pending.moment(i, Pending.REPLY_END_NANOS) : Moment.NONE,
        pending.get(i, Pending.REQUEST_BYTES),
        answered ? pending.get(i, Pending.REPLY_BYTES) : 0,
        pending.behind(i),
        codes.get(pending.error(i)),
        pending.is(i, Pending.BLOCKING),
        split.server(),
        network,
        split.queue(),
        split.error());
  }

  /** {@return the exchange that explains the time of a whole write; -1 when none stands out} */
  private int culprit(Pending pending, int size) {
    int culprit = -1;
    int most = Work.ARGUMENTS.ordinal();
    boolean alone = true;
    long bytes = 0;
    for (int i = 0; i < size; i++) {
      long reply = pending.get(i, Pending.REPLY_BYTES);
      int work = commands.get(pending.command(i)).work().ordinal();
      bytes += reply;
      if (work > most) {
        culprit = i;
        most = work;
        alone = true;
      } else if (work == most) {
        alone = false;
      }
    }
    for (int i = 0; i < size && culprit < 0; i++) {
      long reply = pending.get(i, Pending.REPLY_BYTES);
      culprit = reply >= LARGE_REPLY_BYTES && reply > bytes / 2 ? i : -1;
    }
    return alone ? culprit : -1;
  }
}
