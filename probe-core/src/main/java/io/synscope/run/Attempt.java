package io.synscope.run;

import io.synscope.connect.LineFailure;
import io.synscope.connect.LineListener;
import io.synscope.exchange.Answer;
import io.synscope.exchange.DialogueListener;
import io.synscope.exchange.Reply;
import io.synscope.exchange.ServerWord;
import io.synscope.exchange.TlsFailure;
import io.synscope.observation.Phase;
import java.nio.ByteBuffer;

/**
 * One connection for one request: from connect() to the last answer or the end of patience.
 *
 * <p>Lives on the event loop; costs no thread. When patience ends the attempt is told, but its line
 * is kept for a while: an answer that comes late is a value, not a failure.
 */
final class Attempt implements LineListener, DialogueListener {
  private static final String SELF =
      "connected to itself: the port is closed, and the kernel chose it as source port";

  private final Home home;
  private final Lane lane;
  private final Keeper keeper;
  private final Sighting sighting;
  private final Call call;
  private final Patience patience;
  private int answers;
  private boolean told;
  private boolean gone;

  /** Whoever keeps count. */
  interface Keeper {
    /** The attempt has been told; it may still listen for a late answer. */
    void told(Attempt attempt);

    /** The attempt has closed its line. */
    void gone(Attempt attempt);
  }

  Attempt(Home home, Lane lane, Sighting sighting, Keeper keeper) {
    this.home = home;
    this.lane = lane;
    this.sighting = sighting;
    this.keeper = keeper;
    this.call = new Call(home, lane);
    this.patience = new Patience(home.loop(), home.times(), this::timedOut);
  }

  void begin() {
    waitFrom(home.times().nanoTime());
    call.dial(this);
  }

  /** The run is over: what has not come will not come. */
  void abandon() {
    if (told && !gone) {
      sighting.lost();
    }
    close();
  }

  private void waitFrom(long fromNanos) {
    if (!told) {
      patience.until(fromNanos + home.plan().timeoutNanos());
    }
  }

  @Override
  public void connected(long atNanos) {
    if (!sighting.connected(call.line(), atNanos)) {
      end(atNanos, false, SELF);
      return;
    }
    if (told) {
      end(atNanos, true, ""); // too late to talk
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
  public void closedByPeer(long atNanos) {
    giveUp(atNanos, sighting.closedByPeer());
  }

  @Override
  public void failed(LineFailure failure, long atNanos) {
    giveUp(atNanos, sighting.failed(call.line(), failure, atNanos));
  }

  private void timedOut() {
    long now = home.times().nanoTime();
    if (told) {
      sighting.lost();
      close();
    } else {
      tell(now, false, sighting.timedOut(call.line(), now));
      patience.until(now + home.plan().lateNanos());
      keeper.told(this);
    }
  }

  @Override
  public void began(Phase next, long atNanos) {
    sighting.entered(next);
    waitFrom(atNanos);
  }

  @Override
  public void finished(Phase done, long nanos, long atNanos) {
    sighting.completed(done, nanos, atNanos);
  }

  @Override
  public void opened(long atNanos) {
    if (answers < lane.dialogue().repeats()) {
      ask(atNanos);
    } else {
      end(atNanos, true, "");
    }
  }

  private void ask(long atNanos) {
    sighting.entered(Phase.ROUND_TRIP);
    waitFrom(atNanos);
    call.ask(answers);
  }

  @Override
  public void answered(Answer answer) {
    sighting.said(answer.reply(), answer.word(), true);
    sighting.completed(Phase.ROUND_TRIP, answer.nanos(), answer.atNanos());
    if (answer.kernelNanos() > 0) {
      sighting.stamped(answer.kernelNanos());
    }
    answers++;
    if (!answer.word().serving()) {
      end(answer.atNanos(), false, answer.reply().shown());
    } else if (answers < lane.dialogue().repeats() && !told) {
      ask(answer.atNanos());
    } else {
      end(answer.atNanos(), true, "");
    }
  }

  @Override
  public void spoke(Reply reply, ServerWord word, boolean asked) {
    sighting.said(reply, word, asked);
  }

  @Override
  public void tlsFailed(TlsFailure failure, long atNanos) {
    giveUp(atNanos, sighting.tlsFailed(failure));
  }

  @Override
  public void rejected(String words, long atNanos) {
    giveUp(atNanos, words);
  }

  /** Ends in the middle of a phase. */
  private void giveUp(long atNanos, String reason) {
    if (!gone) {
      sighting.lost();
      end(atNanos, false, reason);
    }
  }

  private void end(long atNanos, boolean served, String reason) {
    if (gone) {
      return;
    }
    if (told) {
      if (served) {
        home.late();
      }
      close();
    } else {
      tell(atNanos, served, reason);
      close();
      keeper.told(this);
    }
  }

  private void tell(long atNanos, boolean served, String reason) {
    told = true;
    home.tell(sighting.event(call.line(), atNanos, served, reason));
  }

  boolean isGone() {
    return gone;
  }

  private void close() {
    if (!gone) {
      gone = true;
      patience.stop();
      call.close();
      keeper.gone(this);
    }
  }
}
