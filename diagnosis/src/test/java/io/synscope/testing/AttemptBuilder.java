package io.synscope.testing;

import io.synscope.observation.Address;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.InitialNumbers;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Reset;
import io.synscope.observation.Retransmission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A captured connection attempt, one millisecond of round trip, told by what differs from a connect
 * that is answered at once.
 */
public final class AttemptBuilder {
  static final double ROUND_TRIP = 0.001;

  private final Endpoint server;
  private Endpoint client = endpoint("10.0.0.1:41394");
  private final AttemptSight sight = new AttemptSight();
  private UnaryOperator<WireBuilder> later = UnaryOperator.identity();

  private AttemptBuilder(Endpoint server) {
    this.server = server;
  }

  /** {@return an attempt that is answered, served and left open} */
  public static AttemptBuilder to(String server) {
    return new AttemptBuilder(endpoint(server));
  }

  /** {@return the endpoint written so} */
  public static Endpoint endpoint(String text) {
    int colon = text.lastIndexOf(':');
    return new Endpoint(
        Address.parse(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Who asks; port 41394 unless given. */
  public AttemptBuilder from(String who) {
    client = endpoint(who.contains(":") ? who : who + ":41394");
    return this;
  }

  /** When the first SYN comes, in seconds. */
  public AttemptBuilder at(double seconds) {
    sight.start = seconds;
    return this;
  }

  /** TTL of the client's and of the server's packets. */
  public AttemptBuilder hops(int ofClient, int ofServer) {
    sight.clientHops = ofClient;
    sight.serverHops = ofServer;
    return this;
  }

  /** The initial sequence numbers of both ends and the first SYN's TSval; -1 for none. */
  public AttemptBuilder numbers(long ofClient, long ofServer, long clientStamp) {
    sight.numbers = new InitialNumbers(ofClient, ofServer, clientStamp);
    return this;
  }

  /** How the server's checksums look. */
  public AttemptBuilder serverChecksum(ChecksumForm form) {
    sight.serverChecksum = form;
    return this;
  }

  /** When the server first sends data, after the first SYN; negative for never. */
  public AttemptBuilder served(double after) {
    sight.firstWord = after;
    return this;
  }

  /** How many requests the client sends. */
  public AttemptBuilder requests(int number) {
    sight.requests = number;
    return this;
  }

  /** When the client closes, after the first SYN. */
  public AttemptBuilder closed(double after) {
    sight.closed = after;
    return this;
  }

  private AttemptBuilder noAnswer(Outcome became) {
    sight.outcome = became;
    sight.synAcks = new ArrayList<>();
    sight.finalAck = -1;
    sight.firstWord = -1;
    sight.requests = 0;
    sight.echoedSyn = -1;
    sight.lossSide = sight.syns.length > 1 ? LossSide.UNKNOWN : LossSide.NONE;
    return this;
  }

  /** SYNs at these times, and nothing comes back. */
  public AttemptBuilder unanswered(double... times) {
    sight.syns = times.clone();
    return noAnswer(Outcome.UNANSWERED);
  }

  /** SYNs at these times; the last one is answered, the others never arrived. */
  public AttemptBuilder forwardLoss(double... times) {
    sight.syns = times.clone();
    shift(times[times.length - 1]);
    sight.echoedSyn = times.length - 1;
    sight.lossSide = LossSide.FORWARD;
    sight.outcome = Outcome.ESTABLISHED_RETRIED;
    return this;
  }

  /** SYNs at these times; the first had arrived, its SYN-ACK comes after the last. */
  public AttemptBuilder returnLoss(double... times) {
    forwardLoss(times);
    sight.echoedSyn = 0;
    sight.lossSide = LossSide.RETURN;
    return this;
  }

  private void shift(double by) {
    sight.synAcks = new ArrayList<>(List.of(by + ROUND_TRIP));
    sight.finalAck = by + 2 * ROUND_TRIP;
    sight.firstWord = by + 5 * ROUND_TRIP;
  }

  /** SYNs and SYN-ACKs at these times, and no final ACK. */
  public AttemptBuilder unacknowledged(double... times) {
    unanswered(times);
    for (double time : times) {
      sight.synAcks.add(time + ROUND_TRIP);
    }
    sight.lossSide = times.length > 1 ? LossSide.RETURN : LossSide.NONE;
    sight.echoedSyn = 0;
    sight.outcome = Outcome.SYNACK_UNACKED;
    return this;
  }

  /** The server repeats its SYN-ACK at these times, by its own timer. */
  public AttemptBuilder synAckRepeated(double... times) {
    for (double time : times) {
      sight.synAcks.add(time);
    }
    sight.lossSide = LossSide.RETURN;
    return this;
  }

  /** A RST with this TTL and checksum answers the SYN. */
  public AttemptBuilder refused(int hopLimit, ChecksumForm checksum) {
    noAnswer(Outcome.REFUSED_RST);
    sight.resets.add(
        new Reset(
            sight.moment(ROUND_TRIP),
            Party.SERVER,
            Reset.Form.STATELESS_TO_SYN,
            hopLimit,
            0,
            Reset.Provocation.SYN,
            nanos(ROUND_TRIP),
            checksum,
            ""));
    return this;
  }

  /** A RST that looks like the server's answers the SYN. */
  public AttemptBuilder refused() {
    return refused(sight.serverHops, ChecksumForm.VALID);
  }

  /** An ICMP error ends the attempt after so many seconds. */
  public AttemptBuilder rejected(
      String reporter, int type, int code, double after, double... times) {
    sight.syns = times.length == 0 ? sight.syns : times.clone();
    boolean v6 = !server.address().isV4();
    IcmpReport report =
        new IcmpReport(
            sight.moment(after),
            type,
            code,
            v6,
            Address.parse(reporter),
            0,
            Party.CLIENT,
            sight.clientHops - 1,
            true);
    noAnswer(report.refuses() ? Outcome.REFUSED_ICMP : Outcome.UNREACHABLE_ICMP);
    sight.icmp.add(report);
    return this;
  }

  /** The client's first data are repeated by its timer, and nobody ever acknowledges them. */
  public AttemptBuilder ghost(boolean synAckRepeated) {
    sight.outcome = Outcome.GHOST_ESTABLISHED;
    sight.firstWord = -1;
    double sent = sight.finalAck + ROUND_TRIP;
    double wait = 0.2;
    for (int i = 2; i < 6; i++) {
      sight.repeats.add(
          new Retransmission(
              sight.moment(sent + wait), Recovery.TIMEOUT, 0, 14, nanos(wait / 2), i));
      wait *= 2;
    }
    if (synAckRepeated) {
      sight.synAcks.add(sight.synAcks.get(0) + 1);
      sight.synAcks.add(sight.synAcks.get(0) + 3);
      sight.synAcksAfter = 2;
    }
    return this;
  }

  /** A bare RST answers the final ACK. */
  public AttemptBuilder resetAtBirth() {
    sight.outcome = Outcome.RESET_AFTER_HANDSHAKE;
    sight.firstWord = -1;
    sight.closed = sight.finalAck + ROUND_TRIP;
    sight.resets.add(
        new Reset(
            sight.moment(sight.closed),
            Party.SERVER,
            Reset.Form.STATELESS_TO_ACK,
            sight.serverHops,
            0,
            Reset.Provocation.FINAL_ACK,
            nanos(ROUND_TRIP),
            ChecksumForm.VALID,
            ""));
    return this;
  }

  /** A challenge ACK answers the first SYN, the second one is accepted. */
  public AttemptBuilder challenged() {
    forwardLoss(0, 0.009);
    sight.challenges = 1;
    return this;
  }

  /** A second SYN-ACK bears another initial sequence number. */
  public AttemptBuilder answeredTwice() {
    sight.otherResponder = true;
    return this;
  }

  /** What became of the connection; times in it count from the beginning of the capture. */
  public AttemptBuilder lived(double lastPacket, UnaryOperator<WireBuilder> life) {
    sight.lasting = lastPacket;
    later = life;
    return this;
  }

  /** How long the handshake took. */
  public AttemptBuilder took(double seconds) {
    sight.synAcks = new ArrayList<>(List.of(seconds));
    sight.finalAck = seconds;
    sight.firstWord = 2 * seconds;
    return this;
  }

  /** What the outcome is called. */
  public AttemptBuilder outcome(Outcome became) {
    sight.outcome = became;
    return this;
  }

  /** {@return the attempt} */
  public ConnectionAttempt build() {
    Moment first = sight.moment(sight.syns[0]);
    long handshake = sight.finalAck < 0 ? 0 : nanos(sight.finalAck);
    return new ConnectionAttempt(
        new FourTuple(client, server),
        0,
        sight.outcome,
        first,
        sight.last(),
        handshake,
        later.apply(new WireBuilder(sight.whole())).build());
  }

  static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
