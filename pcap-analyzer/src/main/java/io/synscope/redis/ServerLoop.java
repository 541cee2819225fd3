package io.synscope.redis;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.observation.Stall;
import io.synscope.observation.Stall.Culprit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When one server spoke and when it was silent, over all its connections: the pauses of its event
 * loop.
 *
 * <p>A pause is a silence towards everybody in which at least two connections waited for a reply.
 */
final class ServerLoop {
  /** Shorter pauses are not told. */
  static final long MIN_STALL_NANOS = 10_000_000;

  /** A silence this short does not part two bursts of replies. */
  private static final long BURST_GAP_NANOS = 1_000_000;

  private static final int MAX_STALLS = 256;

  private final Endpoint server;
  private final List<Stall> stalls = new ArrayList<>();
  private Moment pausedAt = Moment.NONE;
  private Optional<Culprit> pausedBy = Optional.empty();
  private @Nullable Silence current;
  private long lastSpokeNanos = Moment.NEVER;
  private long lastSpokeFrame;
  private long silentSinceNanos = Moment.NEVER;
  private long silentSinceFrame;
  private long burstNanos = Moment.NEVER;
  private long burstFrame;
  private long usualNanos;

  ServerLoop(Endpoint server) {
    this.server = server;
  }

  Endpoint server() {
    return server;
  }

  /** The server's process sent payload on one of its connections. */
  void spoke(long nanos, long frame) {
    if (lastSpokeNanos == Moment.NEVER || nanos - lastSpokeNanos > BURST_GAP_NANOS) {
      silentSinceNanos = lastSpokeNanos;
      silentSinceFrame = lastSpokeFrame;
      burstNanos = nanos;
      burstFrame = frame;
      Silence open = current;
      if (open != null && open.isOpen()) {
        open.end(new Moment(nanos, frame));
      }
    }
    lastSpokeNanos = nanos;
    lastSpokeFrame = frame;
  }

  /**
   * {@return what an exchange usually takes in this server: its median, followed an eighth at a
   * time}
   */
  long usualNanos() {
    return usualNanos;
  }

  /** An exchange took this long in the server. */
  void took(long nanos) {
    usualNanos = usualNanos == 0 ? nanos : Pace.follow(usualNanos, nanos);
  }

  /** A request waited for {@link #MIN_STALL_NANOS} or more before its reply came. */
  void waited(Waiting waiting) {
    Silence silence = current;
    if (silence == null || !silence.covers(waiting)) {
      silence =
          new Silence(moment(silentSinceNanos, silentSinceFrame), moment(burstNanos, burstFrame));
      if (!silence.covers(waiting)) {
        return; // the server spoke to others meanwhile
      }
      replace(silence);
    }
    silence.add(waiting);
  }

  /** A request was given up, or the capture ended, before any reply to it. */
  void neverAnswered(Waiting waiting) {
    if (lastSpokeNanos != Moment.NEVER && lastSpokeNanos >= waiting.readyNanos()) {
      return; // others were answered meanwhile
    }
    Silence silence = current;
    if (silence == null || !silence.isOpen()) {
      silence = new Silence(moment(lastSpokeNanos, lastSpokeFrame), Moment.NONE);
      replace(silence);
    }
    silence.add(waiting);
  }

  /** CLIENT PAUSE was answered: whatever silence follows is its doing. */
  void paused(Waiting by) {
    pausedAt = by.reply();
    pausedBy = Optional.of(new Culprit(by.command().name(), by.client(), by.request(), by.reply()));
  }

  private void replace(@Nullable Silence next) {
    finish(lastSpokeNanos);
    current = next;
  }

  /** The silence that is being looked at is over, or the capture is. */
  void finish(long untilNanos) {
    Silence silence = current;
    current = null;
    if (silence == null) {
      return;
    }
    silence
        .stall(server, untilNanos)
        .map(stall -> explained(stall, silence.since()))
        .ifPresent(stalls::add);
    if (stalls.size() > MAX_STALLS) {
      stalls.sort(Comparator.comparingLong(Stall::nanos).reversed());
      stalls.remove(MAX_STALLS);
    }
  }

  private Stall explained(Stall s, Moment since) {
    if (s.culprit().isPresent() || !pausedAt.seen() || !pausedAt.equals(since)) {
      return s;
    }
    return new Stall(
        s.server(),
        s.start(),
        s.end(),
        s.nanos(),
        s.connections(),
        s.acknowledged(),
        s.connectsAnswered(),
        pausedBy,
        s.waits());
  }

  private static Moment moment(long nanos, long frame) {
    return nanos == Moment.NEVER ? Moment.NONE : new Moment(nanos, frame);
  }

  /** {@return the pauses found so far, in order of time; at most 256, the longest} */
  List<Stall> stalls() {
    List<Stall> inOrder = new ArrayList<>(stalls);
    inOrder.sort(Comparator.comparingLong(stall -> stall.start().nanos()));
    return inOrder;
  }

  void merge(ServerLoop other) {
    stalls.addAll(other.stalls);
  }
}
