package io.synscope.run;

import io.synscope.connect.HandshakeFacts;
import io.synscope.connect.HandshakeJudge;
import io.synscope.connect.Line;
import io.synscope.connect.LineFailure;
import io.synscope.connect.TcpAccount;
import io.synscope.exchange.Reply;
import io.synscope.exchange.ServerWord;
import io.synscope.exchange.TlsFailure;
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
import io.synscope.observation.Story;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What is known of one connection so far; becomes the facts of its attempt. */
final class Sighting {
  static final Endpoint NOWHERE = new Endpoint(new Address(0, 0), 0);

  private final Home home;
  private final Lane lane;
  private final long number;
  private final boolean warmUp;
  private final long intendedNanos;
  private final long begunNanos;
  private final SocketSight.Writer sight;
  private final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
  private Endpoint local = NOWHERE;
  private Phase phase = Phase.CONNECT;
  private Outcome outcome = Outcome.UNANSWERED;
  private Optional<ServerWord> word = Optional.empty();
  private Optional<TlsFailure> tlsFailure = Optional.empty();
  private long handshakeNanos;
  private long kernelRoundTripNanos;
  private boolean heard;

  Sighting(Home home, Lane lane, long number, boolean warmUp, long intendedNanos) {
    this.home = home;
    this.lane = lane;
    this.number = number;
    this.warmUp = warmUp;
    this.intendedNanos = intendedNanos;
    this.begunNanos = home.times().nanoTime();
    this.sight = SocketSight.of(lane.target().typed());
  }

  /** The handshake went well, or to ourselves; {@return whether to anyone else} */
  boolean connected(Line line, long atNanos) {
    HandshakeFacts facts = handshake(line, true, Optional.empty(), atNanos);
    TcpAccount account = facts.account();
    boolean retried = account.totalRetransmissions() > 0;
    // After a retransmission the kernel counts from one SYN or the other; only elapsed time is true
    // then.
    handshakeNanos = account.rttNanos() == 0 || retried ? facts.elapsedNanos() : account.rttNanos();
    sight.connected(account.rttNanos(), facts.elapsedNanos());
    if (outcome == Outcome.LOCAL_SELF_CONNECT) {
      return false;
    }
    if (account.known()) {
      record(Phase.CONNECT, Clock.KERNEL, handshakeNanos);
    }
    completed(Phase.CONNECT, facts.elapsedNanos(), atNanos);
    return true;
  }

  /** A call failed; {@return why, in words} */
  String failed(Line line, LineFailure failure, long atNanos) {
    sight.error(failure.errno().name(), atNanos - line.startedNanos(), failure.atOnce());
    if (phase == Phase.CONNECT) {
      HandshakeFacts facts = handshake(line, false, Optional.of(failure), atNanos);
      return Words.ofFailure(failure, facts.icmp());
    }
    if (!heard) {
      outcome = Outcome.RESET_AFTER_HANDSHAKE;
    }
    return Words.ofFailure(failure, Optional.empty());
  }

  /** Patience is over; {@return what was waited for, in words} */
  String timedOut(Line line, long atNanos) {
    sight.timedOut();
    if (phase == Phase.CONNECT) {
      HandshakeFacts facts = handshake(line, false, Optional.empty(), atNanos);
      return Words.ofSilence(facts.account(), facts.elapsedNanos());
    }
    TcpAccount account = counted(line);
    boolean neverAcknowledged = account.unacknowledged() > 0 && account.retransmits() > 0;
    if (neverAcknowledged && !heard) {
      outcome = Outcome.GHOST_ESTABLISHED;
    }
    return Words.ofSilentServer(phase, account);
  }

  private HandshakeFacts handshake(
      Line line, boolean established, Optional<LineFailure> failure, long atNanos) {
    TcpAccount account = line.account();
    Optional<IcmpReport> icmp = established ? Optional.empty() : line.icmp();
    Optional<Endpoint> own = line.local();
    local = own.orElse(NOWHERE);
    HandshakeFacts facts =
        new HandshakeFacts(
            established,
            failure,
            atNanos - line.startedNanos(),
            account,
            icmp,
            own.map(Endpoint::address),
            lane.endpoint().address(),
            established && local.equals(lane.endpoint()));
    outcome = HandshakeJudge.outcome(facts);
    sight
        .synsRepeated(
            account.totalRetransmissions(), facts.synsStuck(), HandshakeJudge.lossSide(facts))
        .segments(account.segmentsIn(), account.segmentsOut(), account.unacknowledged())
        .icmp(icmp);
    return facts;
  }

  private TcpAccount counted(Line line) {
    TcpAccount account = line.account();
    sight.segments(account.segmentsIn(), account.segmentsOut(), account.unacknowledged());
    return account;
  }

  void entered(Phase next) {
    phase = next;
    if (next == Phase.TLS) {
      sight.tls();
    } else {
      sight.requestSent();
    }
  }

  void completed(Phase done, long nanos, long atNanos) {
    phases.put(done, nanos);
    record(done, Clock.USER, nanos);
    record(done, Clock.INTENDED, atNanos - intendedNanos);
  }

  /** The kernel timed a request. */
  void stamped(long nanos) {
    kernelRoundTripNanos = nanos;
    record(Phase.ROUND_TRIP, Clock.KERNEL, nanos);
  }

  void record(Phase what, Clock clock, long nanos) {
    if (!warmUp) {
      lane.record(what, clock, nanos);
    }
  }

  /** The phase that was under way has no time. */
  void lost() {
    if (!warmUp && !outcome.local()) {
      lane.fail(phase, Clock.USER);
      lane.fail(phase, Clock.INTENDED);
      if (phase == Phase.CONNECT) {
        lane.fail(phase, Clock.KERNEL);
      }
    }
  }

  void heard() {
    heard = true;
  }

  void said(Reply reply, ServerWord meaning, boolean asked) {
    word = Optional.of(meaning);
    if (asked) {
      sight.reply(reply.shown()).replied();
    } else {
      sight.greeting(reply.shown());
    }
  }

  /** TLS came to nothing; {@return why, in words} */
  String tlsFailed(TlsFailure failure) {
    tlsFailure = Optional.of(failure);
    return failure.words();
  }

  /** {@return why a connection is closed that the server has closed} */
  String closedByPeer() {
    sight.closedByPeer();
    return heard ? "closed by the server" : "closed by the server without a word";
  }

  FourTuple tuple() {
    return new FourTuple(local, lane.endpoint());
  }

  /** {@return the attempt as it is now} */
  AttemptEvent event(Line line, long atNanos, boolean served, String reason) {
    if (!served && phase != Phase.CONNECT) {
      counted(line);
    }
    if (home.hiccups().stalledSince(begunNanos, atNanos)) {
      sight.clientStalled();
    }
    SocketSight seen = sight.phase(phase).failure(served ? "" : reason).done();
    ConnectionAttempt attempt =
        new ConnectionAttempt(
            tuple(),
            0,
            outcome,
            moment(line.startedNanos()),
            moment(atNanos),
            handshakeNanos,
            seen);
    return new AttemptEvent(
        number,
        warmUp,
        attempt,
        served,
        story(seen, served),
        reason,
        phases,
        kernelRoundTripNanos,
        Math.max(0, begunNanos - intendedNanos));
  }

  private Story story(SocketSight seen, boolean served) {
    return tlsFailure.isPresent() && outcome.established()
        ? AttemptStory.of(tlsFailure.get().by())
        : AttemptStory.of(outcome, seen, word, served);
  }

  private Moment moment(long steadyNanos) {
    return new Moment(home.times().epoch(steadyNanos), 0);
  }
}
