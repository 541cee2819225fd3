package io.synscope.redis;

import io.synscope.observation.Moment;

/**
 * Where the time of an exchange went: server, network, waiting behind earlier requests of its own
 * connection; and how wrong that can be.
 *
 * <p>The capture point need not be known. Let the gap be the time from the request's last byte to
 * the reply's first byte, both at the capture point; what the network between here and the server
 * takes of it is what the server's kernel takes to answer by itself, seen from here. So
 *
 * <pre>
 *   server + queue = gap - (least round trip from the capture point to the server)
 * </pre>
 *
 * holds at the server (where that round trip is some microseconds of kernel), at the client, and
 * between. The server's time is therefore what its process adds to what its kernel needs.
 */
final class TimeSplit {
  /*
   * [1] The request's own ACK, when it comes alone and at once, is this very request's round trip: the best
   *     estimate, because it carries the queues of this moment. But once a connection is past its first segments,
   *     Linux sends it when the process reads: what makes it later than the jitter of SYNs, up to 1 ms, is the
   *     host's waking up, and no queue on the way.
   * [2] No ACK alone before the reply: the reply carried it. Linux delays an ACK by 40 ms, by the smoothed round
   *     trip where that is longer, and by a timer tick (tcp_output.c, tcp_send_delayed_ack). Whatever is longer
   *     than that was not spent in the server.
   * [3] Any other: an ACK 40 ms late came by that timer, so that the request was there on time. Others were sent
   *     when the process read, or the path was slow: nobody can know, and the bound of the error says so.
   */
  private static final long DELAYED_ACK_NANOS = 40_000_000;
  private static final long TIMER_TICK_NANOS = 12_000_000;
  private static final long AT_ONCE_NANOS = 1_000_000;

  /** Two round trips of a kernel differ by this much on an idle host. */
  private static final long STACK_NANOS = 40_000;

  private long server;
  private long queue;
  private long error;
  private boolean known;

  /**
   * Splits the time from a request's last byte to its reply's first.
   *
   * @param end the request's last byte
   * @param ack the first pure ACK of it; NEVER when none came before the reply
   * @param reply the reply's first byte
   * @param before the last byte of the reply before this one that left in an earlier write; NEVER
   *     when none
   * @param path round trips to the server's kernel
   * @param usual what this server usually takes; 0 while unknown
   */
  void of(long end, long ack, long reply, long before, RoundTrips path, long usual) {
    long gap = Math.max(0, reply - end);
    long ackAfter = ack == Moment.NEVER || ack > reply ? Long.MAX_VALUE : Math.max(0, ack - end);
    long roundTrip = path.leastNanos();
    if (gap < roundTrip) {
      path.quicker(roundTrip - gap);
    }
    long least =
        roundTrip >= 0
            ? Math.min(roundTrip, gap)
            : ackAfter == Long.MAX_VALUE ? -1 : Math.min(ackAfter, gap);
    known = least >= 0;
    least = Math.max(least, 0);
    long held = gap - least;
    long patience = Math.max(DELAYED_ACK_NANOS, least) + TIMER_TICK_NANOS;
    long spread = path.spreadNanos();
    if (ackAfter <= Math.max(3 * least, least + AT_ONCE_NANOS)) { // [1]
      long late = Math.max(0, ackAfter - least);
      error = Math.max(late, spread) + STACK_NANOS;
      held -= Math.min(held, late > AT_ONCE_NANOS ? late : Math.min(late, path.jitterNanos()));
    } else if (ackAfter == Long.MAX_VALUE && held > patience) { // [2]
      error = patience;
      held = Math.min(usual, patience);
    } else { // [3]
      boolean byTimer = Math.abs(ackAfter - least - DELAYED_ACK_NANOS) <= TIMER_TICK_NANOS;
      long doubt =
          ackAfter == Long.MAX_VALUE ? patience : byTimer ? TIMER_TICK_NANOS : ackAfter - least;
      error = Math.max(spread, Math.min(held, doubt)) + STACK_NANOS;
    }
    queue = before == Moment.NEVER ? 0 : Math.min(held, Math.max(0, before - end - least));
    server = held - queue;
  }

  /** There is nothing to split: no reply came. */
  void none() {
    server = queue = error = 0;
    known = false;
  }

  /**
   * The reply came in one write with others, so that nobody can see when which was ready.
   *
   * @param index position in the write, from 0
   * @param size replies in it
   */
  void shareOfWrite(int index, int size) {
    long ahead = server / size * index;
    queue += ahead;
    error += server;
    server -= ahead;
  }

  /** The reply came in one write with that of a command which explains all of the time. */
  void behindAnother() {
    queue += server;
    error += server;
    server = 0;
  }

  long server() {
    return server;
  }

  long queue() {
    return queue;
  }

  long error() {
    return error;
  }

  /** {@return whether a round trip was known, so that the split means anything} */
  boolean known() {
    return known;
  }
}
