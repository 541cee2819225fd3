package io.synscope.redis;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.observation.Stall;
import io.synscope.observation.Stall.Culprit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A time in which one server said nothing to anybody, and who waited meanwhile. */
final class Silence {
  private static final int MAX_CANDIDATES = 64;

  /** Linux delays an ACK no longer than this where the round trip is short. */
  private static final long DELAYED_ACK_NANOS = 60_000_000;

  private static final long LEAST_OVERLAP_NANOS = 1_000_000;
  private static final long LEAST_AFTERMATH_NANOS = 5_000_000;

  private final Moment since;
  private Moment end;
  private final Set<Endpoint> clients = new HashSet<>();
  private final List<Waiting> candidates = new ArrayList<>();
  private Moment firstRequest = Moment.NONE;
  private long firstReadyNanos = Long.MAX_VALUE;
  private int acknowledged;

  /**
   * A silence.
   *
   * @param since the last that the server said before it; unseen when it had said nothing
   * @param end the first that it said after it; unseen as long as it has not
   */
  Silence(Moment since, Moment end) {
    this.since = since;
    this.end = end;
  }

  boolean isOpen() {
    return !end.seen();
  }

  Moment since() {
    return since;
  }

  /** The server speaks again. */
  void end(Moment at) {
    end = at;
  }

  /** {@return whether this request waited through this silence} */
  boolean covers(Waiting waiting) {
    if (isOpen() || !waiting.reply().seen()) {
      return isOpen() && !waiting.reply().seen();
    }
    long from = since.seen() ? Math.max(since.nanos(), waiting.readyNanos()) : waiting.readyNanos();
    long aftermath = Math.max(LEAST_AFTERMATH_NANOS, (end.nanos() - from) / 4);
    long late = waiting.reply().since(end);
    return end.nanos() - from >= LEAST_OVERLAP_NANOS && late >= 0 && late <= aftermath;
  }

  void add(Waiting waiting) {
    if (clients.add(waiting.client()) && waiting.acknowledged()) {
      acknowledged++;
    }
    if (waiting.readyNanos() < firstReadyNanos) {
      firstReadyNanos = waiting.readyNanos();
      firstRequest = waiting.request();
    }
    if (candidates.size() < MAX_CANDIDATES) {
      candidates.add(waiting);
    }
  }

  /**
   * {@return this as a stall of the event loop, if it was one: several waited, long enough, and the
   * server's kernel was there all the time}
   */
  Optional<Stall> stall(Endpoint server, long untilNanos) {
    boolean spokeLater = since.seen() && since.nanos() >= firstReadyNanos;
    Moment start = spokeLater ? since : firstRequest;
    long nanos =
        (end.seen() ? end.nanos() : untilNanos) - (spokeLater ? since.nanos() : firstReadyNanos);
    if (clients.size() < 2
        || nanos < ServerLoop.MIN_STALL_NANOS
        || acknowledged == 0 && nanos > DELAYED_ACK_NANOS) {
      return Optional.empty();
    }
    Optional<Culprit> culprit = culprit(nanos).map(Silence::named);
    return Optional.of(
        new Stall(server, start, end, nanos, clients.size(), acknowledged, 0, culprit, waits()));
  }

  private List<Stall.Wait> waits() {
    return candidates.stream()
        .map(w -> new Stall.Wait(w.command().name(), w.client(), w.request(), w.reply()))
        .toList();
  }

  private Optional<Waiting> culprit(long nanos) {
    long startNanos = since.seen() ? Math.max(since.nanos(), firstReadyNanos) : firstReadyNanos;
    long lateStart = Math.max(LEAST_OVERLAP_NANOS, nanos / 10);
    long lateReply = Math.max(LEAST_OVERLAP_NANOS, nanos / 100);
    return candidates.stream()
        .filter(w -> w.rank(nanos) > 0)
        .filter(w -> w.readyNanos() - startNanos <= lateStart)
        .filter(w -> !w.reply().seen() || w.reply().since(end) <= lateReply)
        .max(
            Comparator.comparingInt((Waiting w) -> w.rank(nanos))
                .thenComparingLong(w -> -w.readyNanos()));
  }

  private static Culprit named(Waiting waiting) {
    return new Culprit(
        waiting.command().name(), waiting.client(), waiting.request(), waiting.reply());
  }
}
