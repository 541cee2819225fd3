package io.synscope.run;

import io.synscope.connect.Dialer;
import io.synscope.connect.HandshakeFacts;
import io.synscope.connect.HandshakeJudge;
import io.synscope.connect.Line;
import io.synscope.connect.LineFailure;
import io.synscope.connect.LineListener;
import io.synscope.connect.TcpAccount;
import io.synscope.exchange.Dialogue;
import io.synscope.exchange.DialogueEnd;
import io.synscope.exchange.DialogueListener;
import io.synscope.exchange.Reply;
import io.synscope.exchange.ServerWord;
import io.synscope.latency.Clock;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from connect() to the last answer or the end of patience. Lives on the event loop;
 * costs no thread.
 */
final class Attempt implements LineListener, DialogueListener {
  private static final Endpoint NOWHERE = new Endpoint(new Address(0, 0), 0);

  /** What an attempt needs of its run. */
  interface Home {
    Dialer dialer();

    ScheduledExecutorService loop();

    Times times();

    HiccupMeter hiccups();

    ProbePlan plan();
  }

  private final Home home;
  private final Lane lane;
  private final long number;
  private final boolean warmUp;
  private final long intendedNanos;
  private final BiConsumer<Attempt, AttemptEvent> whenEnded;
  private final long begunNanos;
  private final SocketSight.Writer sight;
  private final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
  private @Nullable Line line;
  private @Nullable Dialogue dialogue;
  private @Nullable Future<?> timer;
  private Phase phase = Phase.CONNECT;
  private Outcome outcome = Outcome.UNANSWERED;
  private long handshakeNanos;
  private Optional<ServerWord> word = Optional.empty();
  private boolean heard;
  private boolean over;

  Attempt(
      Home home,
      Lane lane,
      long number,
      boolean warmUp,
      long intendedNanos,
      BiConsumer<Attempt, AttemptEvent> whenEnded) {
    this.home = home;
    this.lane = lane;
    this.number = number;
    this.warmUp = warmUp;
    this.intendedNanos = intendedNanos;
    this.whenEnded = whenEnded;
    this.begunNanos = home.times().nanoTime();
    this.sight = SocketSight.of(lane.target().typed());
  }

  void begin() {
    restartTimer();
    line = home.dialer().dial(lane.server(), home.plan().dial(), this);
  }

  /** Closes without a word to anyone: the run is over. */
  void abandon() {
    over = true;
    cancelTimer();
    line().close();
    if (dialogue != null) {
      dialogue.release();
    }
  }

  private void restartTimer() {
    cancelTimer();
    timer = home.loop().schedule(this::timedOut, home.plan().timeoutNanos(), TimeUnit.NANOSECONDS);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void connected(long atNanos) {
    HandshakeFacts facts = handshake(true, Optional.empty(), atNanos);
    outcome = HandshakeJudge.outcome(facts);
    boolean retried = facts.account().totalRetransmissions() > 0;
    // After a retransmission the kernel's estimate counts from one SYN or the other; only elapsed
    // time is true then.
    handshakeNanos =
        facts.account().rttNanos() == 0 || retried
            ? facts.elapsedNanos()
            : facts.account().rttNanos();
    sight.connected(facts.account().rttNanos(), facts.elapsedNanos());
    if (outcome == Outcome.LOCAL_SELF_CONNECT) {
      finish(
          atNanos,
          false,
          "connected to itself: the port is closed, and the kernel chose it as source port");
      return;
    }
    if (facts.account().known()) {
      record(Phase.CONNECT, Clock.KERNEL, handshakeNanos);
    }
    completed(Phase.CONNECT, facts.elapsedNanos(), atNanos);
    converse(atNanos);
  }

  private void converse(long atNanos) {
    Line open = line();
    dialogue =
        new Dialogue(
            open,
            lane.dialogue(),
            lane.target().host(),
            lane.target().port(),
            home.times()::nanoTime,
            this);
    dialogue.begin(atNanos);
  }

  @Override
  public void received(ByteBuffer bytes, long atNanos) {
    heard |= bytes.hasRemaining();
    if (dialogue != null && !over) {
      dialogue.received(bytes, atNanos);
    }
  }

  @Override
  public void closedByPeer(long atNanos) {
    sight.closedByPeer();
    if (!over) {
      giveUp(
          atNanos,
          heard
              ? "closed by the server in the middle of an answer"
              : "closed by the server without a word");
    }
  }

  @Override
  public void failed(LineFailure failure, long atNanos) {
    if (over) {
      return;
    }
    sight.error(failure.errno().name(), atNanos - line().startedNanos(), failure.atOnce());
    if (phase == Phase.CONNECT) {
      HandshakeFacts facts = handshake(false, Optional.of(failure), atNanos);
      outcome = HandshakeJudge.outcome(facts);
      giveUp(atNanos, Words.ofFailure(failure, facts.icmp()));
      return;
    }
    if (!heard) {
      outcome = Outcome.RESET_AFTER_HANDSHAKE;
    }
    giveUp(atNanos, Words.ofFailure(failure, Optional.empty()));
  }

  private void timedOut() {
    if (over) {
      return;
    }
    long now = home.times().nanoTime();
    if (phase == Phase.CONNECT) {
      HandshakeFacts facts = handshake(false, Optional.empty(), now);
      outcome = HandshakeJudge.outcome(facts);
      giveUp(now, Words.ofSilence(facts.account(), now - line().startedNanos()));
      return;
    }
    TcpAccount account = line().account();
    boolean neverAcknowledged = account.unacknowledged() > 0 && account.retransmits() > 0 && !heard;
    if (neverAcknowledged) {
      outcome = Outcome.GHOST_ESTABLISHED;
    }
    giveUp(now, Words.ofSilentServer(phase, account));
  }

  private HandshakeFacts handshake(
      boolean established, Optional<LineFailure> failure, long atNanos) {
    Line open = line();
    TcpAccount account = open.account();
    Optional<IcmpReport> icmp = established ? Optional.empty() : open.icmp();
    Optional<Endpoint> local = open.local();
    boolean self = established && local.isPresent() && local.get().equals(lane.endpoint());
    HandshakeFacts facts =
        new HandshakeFacts(
            established,
            failure,
            atNanos - open.startedNanos(),
            account,
            icmp,
            local.map(Endpoint::address),
            lane.endpoint().address(),
            self);
    sight.synsRepeated(
        account.totalRetransmissions(), facts.synsStuck(), HandshakeJudge.lossSide(facts));
    sight.segments(account.segmentsIn(), account.segmentsOut(), account.unacknowledged());
    sight.icmp(icmp);
    return facts;
  }

  @Override
  public void began(Phase next, long atNanos) {
    phase = next;
    restartTimer();
    if (next == Phase.TLS) {
      sight.tls();
    } else {
      sight.requestSent();
    }
  }

  @Override
  public void finished(Phase done, long nanos, long kernelNanos, long atNanos) {
    if (kernelNanos > 0) {
      record(done, Clock.KERNEL, kernelNanos);
    }
    completed(done, nanos, atNanos);
  }

  @Override
  public void heard(Reply reply, ServerWord said, boolean asked) {
    word = Optional.of(said);
    if (asked) {
      sight.reply(reply.shown()).replied();
    } else {
      sight.greeting(reply.shown());
    }
  }

  @Override
  public void done(DialogueEnd end, String words, long atNanos) {
    switch (end) {
      case ANSWERED -> finish(atNanos, true, "");
      case REJECTED -> finish(atNanos, false, words);
      case TLS_FAILED -> giveUp(atNanos, words);
    }
  }

  private void completed(Phase done, long nanos, long atNanos) {
    phases.merge(done, nanos, Long::sum);
    record(done, Clock.USER, nanos);
    record(done, Clock.INTENDED, atNanos - intendedNanos);
  }

  private void record(Phase what, Clock clock, long nanos) {
    if (!warmUp) {
      lane.record(what, clock, nanos);
    }
  }

  /** Ends in the middle of a phase, which therefore has no time. */
  private void giveUp(long atNanos, String reason) {
    if (!warmUp && !outcome.local()) {
      lane.fail(phase, Clock.USER);
      lane.fail(phase, Clock.INTENDED);
      if (phase == Phase.CONNECT) {
        lane.fail(phase, Clock.KERNEL);
      }
    }
    finish(atNanos, false, reason);
  }

  private void finish(long atNanos, boolean served, String reason) {
    over = true;
    cancelTimer();
    Line open = line();
    if (phase != Phase.CONNECT) {
      TcpAccount account = open.account();
      sight.segments(account.segmentsIn(), account.segmentsOut(), account.unacknowledged());
    }
    if (home.hiccups().stalledSince(begunNanos, atNanos)) {
      sight.clientStalled();
    }
    SocketSight seen = sight.phase(phase).done();
    FourTuple tuple = new FourTuple(open.local().orElse(NOWHERE), lane.endpoint());
    open.close();
    if (dialogue != null) {
      dialogue.release();
    }
    ConnectionAttempt attempt =
        new ConnectionAttempt(
            tuple, 0, outcome, moment(open.startedNanos()), moment(atNanos), handshakeNanos, seen);
    whenEnded.accept(
        this,
        new AttemptEvent(
            number,
            warmUp,
            attempt,
            served,
            AttemptStory.of(outcome, seen, word, served),
            reason,
            phases,
            Math.max(0, begunNanos - intendedNanos)));
  }

  private Moment moment(long steadyNanos) {
    return new Moment(home.times().epoch(steadyNanos), 0);
  }

  private Line line() {
    if (line == null) {
      throw new IllegalStateException("an attempt was asked about its line before it had begun");
    }
    return line;
  }
}
