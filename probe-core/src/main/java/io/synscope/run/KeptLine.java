package io.synscope.run;

import io.synscope.connect.LineFailure;
import io.synscope.connect.LineListener;
import io.synscope.exchange.Answer;
import io.synscope.exchange.DialogueListener;
import io.synscope.exchange.Reply;
import io.synscope.exchange.ServerWord;
import io.synscope.exchange.TlsFailure;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection that stays, with the requests that are under way on it.
 *
 * <p>A request that is not answered in time retires the line: another takes its place, while this
 * one still listens for late answers.
 */
final class KeptLine implements LineListener, DialogueListener {
  private final Home home;
  private final Lane lane;
  private final Sighting sighting;
  private final KeptLines pool;
  private final Call call;
  private final Patience patience;
  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private boolean open;
  private boolean retired;
  private boolean gone;

  /** A request under way. */
  private record Sent(long k, boolean warmUp, long intendedNanos, long atNanos) {}

  KeptLine(Home home, Lane lane, Sighting sighting, KeptLines pool) {
    this.home = home;
    this.lane = lane;
    this.sighting = sighting;
    this.pool = pool;
    this.call = new Call(home, lane);
    this.patience = new Patience(home.loop(), home.times(), this::timedOut);
  }

  void begin() {
    patience.until(home.times().nanoTime() + home.plan().timeoutNanos());
    call.dial(this);
  }

  boolean wasOpen() {
    return open;
  }

  boolean hasRoom() {
    return open && !retired && sent.size() < home.plan().pipeline();
  }

  void ask(long k, boolean warmUp, long intendedNanos) {
    long now = home.times().nanoTime();
    if (sent.isEmpty()) {
      patience.until(now + home.plan().timeoutNanos());
    }
    sent.add(new Sent(k, warmUp, intendedNanos, now));
    call.ask(k);
  }

  @Override
  public void connected(long atNanos) {
    if (!sighting.connected(call.line(), atNanos)) {
      end(atNanos, "connected to itself");
      return;
    }
    call.talk(this, atNanos);
  }

  @Override
  public void received(ByteBuffer bytes, long atNanos) {
    sighting.heard();
    call.received(bytes, atNanos);
  }

  @Override
  public void began(Phase next, long atNanos) {
    sighting.entered(next);
    patience.until(atNanos + home.plan().timeoutNanos());
  }

  @Override
  public void finished(Phase done, long nanos, long atNanos) {
    sighting.completed(done, nanos, atNanos);
  }

  @Override
  public void opened(long atNanos) {
    sighting.entered(Phase.ROUND_TRIP);
    patience.stop();
    open = true;
    pool.ready(this);
  }

  @Override
  public void answered(Answer answer) {
    boolean hadRoom = hasRoom();
    Sent request = sent.remove();
    record(request, answer);
    if (sent.isEmpty()) {
      patience.stop();
    } else {
      patience.until(sent.getFirst().atNanos() + home.plan().timeoutNanos());
    }
    if (!retired) {
      tell(request, answer.word().serving(), answer.reply().shown(), answer);
      pool.answered(this, hadRoom);
    } else {
      home.late();
      if (sent.isEmpty()) {
        close();
      }
    }
  }

  private void record(Sent request, Answer answer) {
    if (!request.warmUp()) {
      lane.record(Phase.ROUND_TRIP, Clock.USER, answer.nanos());
      lane.record(Phase.ROUND_TRIP, Clock.INTENDED, answer.atNanos() - request.intendedNanos());
      if (answer.kernelNanos() > 0) {
        lane.record(Phase.ROUND_TRIP, Clock.KERNEL, answer.kernelNanos());
      }
    }
  }

  private void tell(Sent request, boolean served, String reply, @Nullable Answer answer) {
    long now = answer == null ? home.times().nanoTime() : answer.atNanos();
    home.tell(
        new RequestEvent(
            request.k(),
            request.warmUp(),
            sighting.tuple(),
            home.times().epoch(request.atNanos()),
            served,
            reply,
            answer == null ? 0 : answer.kernelNanos(),
            answer == null ? 0 : answer.nanos(),
            now - request.intendedNanos(),
            home.hiccups().stalledSince(request.atNanos(), now)));
  }

  @Override
  public void spoke(Reply reply, ServerWord word, boolean asked) {
    sighting.said(reply, word, asked);
  }

  @Override
  public void tlsFailed(TlsFailure failure, long atNanos) {
    end(atNanos, sighting.tlsFailed(failure));
  }

  @Override
  public void rejected(String words, long atNanos) {
    end(atNanos, words);
  }

  @Override
  public void closedByPeer(long atNanos) {
    end(atNanos, sighting.closedByPeer());
  }

  @Override
  public void failed(LineFailure failure, long atNanos) {
    end(atNanos, sighting.failed(call.line(), failure, atNanos));
  }

  private void timedOut() {
    long now = home.times().nanoTime();
    if (retired || sent.isEmpty()) {
      end(now, sighting.timedOut(call.line(), now));
    } else {
      retire(now, sighting.timedOut(call.line(), now));
      patience.until(now + home.plan().lateNanos());
    }
  }

  /**
   * Tells the fate of the connection and of all its requests, whose answers may still come late.
   */
  private void retire(long atNanos, String reason) {
    if (!retired) {
      retired = true;
      home.tell(sighting.event(call.line(), atNanos, false, reason));
      sent.forEach(request -> tell(request, false, "", null));
      pool.replaced(this, sent.size());
    }
  }

  private void end(long atNanos, String reason) {
    if (!gone) {
      if (!open) {
        sighting.lost();
      }
      retire(atNanos, reason);
      close();
    }
  }

  /** The run is over: a connection that still stands was a good one. */
  void abandon() {
    if (!retired && open) {
      retired = true;
      home.tell(sighting.event(call.line(), home.times().nanoTime(), true, ""));
    }
    close();
  }

  private void close() {
    if (!gone) {
      gone = true;
      sent.stream().filter(request -> !request.warmUp()).forEach(request -> lane.failRoundTrip());
      patience.stop();
      call.close();
      pool.gone(this);
    }
  }
}
