package io.synscope.testing;

import io.synscope.observation.Address;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Handshake;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Lateness;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Repair;
import io.synscope.observation.Reset;
import io.synscope.observation.Retransmission;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.SegmentSizes;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Volume;
import io.synscope.observation.WireSight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A captured connection attempt, one millisecond of round trip, told by what differs from a connect
 * that is answered at once.
 */
public final class AttemptBuilder {
  private static final double ROUND_TRIP = 0.001;

  private final Endpoint server;
  private Endpoint client = endpoint("10.0.0.1:41394");
  private double start;
  private double[] syns = {0};
  private List<Double> synAcks = new ArrayList<>(List.of(ROUND_TRIP));
  private double finalAck = 2 * ROUND_TRIP;
  private double firstWord = 5 * ROUND_TRIP;
  private double closed = -1;
  private int echoedSyn;
  private int synAcksAfter;
  private int challenges;
  private boolean otherResponder;
  private LossSide lossSide = LossSide.NONE;
  private Outcome outcome = Outcome.ESTABLISHED_CLEAN;
  private final List<Reset> resets = new ArrayList<>();
  private final List<IcmpReport> icmp = new ArrayList<>();
  private final List<Retransmission> repeats = new ArrayList<>();
  private int clientHops = 64;
  private int serverHops = 63;
  private ChecksumForm serverChecksum = ChecksumForm.VALID;
  private int requests = 1;
  private UnaryOperator<WireBuilder> later = UnaryOperator.identity();
  private double lasting = -1;

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
    start = seconds;
    return this;
  }

  /** TTL of the client's and of the server's packets. */
  public AttemptBuilder hops(int ofClient, int ofServer) {
    clientHops = ofClient;
    serverHops = ofServer;
    return this;
  }

  /** How the server's checksums look. */
  public AttemptBuilder serverChecksum(ChecksumForm form) {
    serverChecksum = form;
    return this;
  }

  /** When the server first sends data, after the first SYN; negative for never. */
  public AttemptBuilder served(double after) {
    firstWord = after;
    return this;
  }

  /** How many requests the client sends. */
  public AttemptBuilder requests(int number) {
    requests = number;
    return this;
  }

  /** When the client closes, after the first SYN. */
  public AttemptBuilder closed(double after) {
    closed = after;
    return this;
  }

  private AttemptBuilder noAnswer(Outcome became) {
    outcome = became;
    synAcks = new ArrayList<>();
    finalAck = -1;
    firstWord = -1;
    requests = 0;
    echoedSyn = -1;
    lossSide = syns.length > 1 ? LossSide.UNKNOWN : LossSide.NONE;
    return this;
  }

  /** SYNs at these times, and nothing comes back. */
  public AttemptBuilder unanswered(double... times) {
    syns = times.clone();
    return noAnswer(Outcome.UNANSWERED);
  }

  /** SYNs at these times; the last one is answered, the others never arrived. */
  public AttemptBuilder forwardLoss(double... times) {
    syns = times.clone();
    shift(times[times.length - 1]);
    echoedSyn = times.length - 1;
    lossSide = LossSide.FORWARD;
    outcome = Outcome.ESTABLISHED_RETRIED;
    return this;
  }

  /** SYNs at these times; the first had arrived, its SYN-ACK comes after the last. */
  public AttemptBuilder returnLoss(double... times) {
    forwardLoss(times);
    echoedSyn = 0;
    lossSide = LossSide.RETURN;
    return this;
  }

  private void shift(double by) {
    synAcks = new ArrayList<>(List.of(by + ROUND_TRIP));
    finalAck = by + 2 * ROUND_TRIP;
    firstWord = by + 5 * ROUND_TRIP;
  }

  /** SYNs and SYN-ACKs at these times, and no final ACK. */
  public AttemptBuilder unacknowledged(double... times) {
    unanswered(times);
    for (double time : times) {
      synAcks.add(time + ROUND_TRIP);
    }
    lossSide = times.length > 1 ? LossSide.RETURN : LossSide.NONE;
    echoedSyn = 0;
    outcome = Outcome.SYNACK_UNACKED;
    return this;
  }

  /** The server repeats its SYN-ACK at these times, by its own timer. */
  public AttemptBuilder synAckRepeated(double... times) {
    for (double time : times) {
      synAcks.add(time);
    }
    lossSide = LossSide.RETURN;
    return this;
  }

  /** A RST with this TTL and checksum answers the SYN. */
  public AttemptBuilder refused(int hopLimit, ChecksumForm checksum) {
    noAnswer(Outcome.REFUSED_RST);
    resets.add(
        new Reset(
            moment(ROUND_TRIP),
            Party.SERVER,
            Reset.Form.STATELESS_TO_SYN,
            hopLimit,
            0,
            Reset.Provocation.SYN,
            nanos(ROUND_TRIP),
            checksum,
            false,
            ""));
    return this;
  }

  /** A RST that looks like the server's answers the SYN. */
  public AttemptBuilder refused() {
    return refused(serverHops, ChecksumForm.VALID);
  }

  /** An ICMP error ends the attempt after so many seconds. */
  public AttemptBuilder rejected(
      String reporter, int type, int code, double after, double... times) {
    syns = times.length == 0 ? syns : times.clone();
    boolean v6 = !server.address().isV4();
    IcmpReport report =
        new IcmpReport(
            moment(after),
            type,
            code,
            v6,
            Address.parse(reporter),
            0,
            Party.CLIENT,
            clientHops - 1,
            true);
    noAnswer(report.refuses() ? Outcome.REFUSED_ICMP : Outcome.UNREACHABLE_ICMP);
    icmp.add(report);
    return this;
  }

  /** The client's first data are repeated by its timer, and nobody ever acknowledges them. */
  public AttemptBuilder ghost(boolean synAckRepeated) {
    outcome = Outcome.GHOST_ESTABLISHED;
    firstWord = -1;
    double sent = finalAck + ROUND_TRIP;
    double wait = 0.2;
    for (int i = 2; i < 6; i++) {
      repeats.add(
          new Retransmission(moment(sent + wait), Recovery.TIMEOUT, 0, 14, nanos(wait / 2), i));
      wait *= 2;
    }
    if (synAckRepeated) {
      synAcks.add(synAcks.get(0) + 1);
      synAcks.add(synAcks.get(0) + 3);
      synAcksAfter = 2;
    }
    return this;
  }

  /** A bare RST answers the final ACK. */
  public AttemptBuilder resetAtBirth() {
    outcome = Outcome.RESET_AFTER_HANDSHAKE;
    firstWord = -1;
    closed = finalAck + ROUND_TRIP;
    resets.add(
        new Reset(
            moment(closed),
            Party.SERVER,
            Reset.Form.STATELESS_TO_ACK,
            serverHops,
            0,
            Reset.Provocation.FINAL_ACK,
            nanos(ROUND_TRIP),
            ChecksumForm.VALID,
            true,
            ""));
    return this;
  }

  /** A challenge ACK answers the first SYN, the second one is accepted. */
  public AttemptBuilder challenged() {
    forwardLoss(0, 0.009);
    challenges = 1;
    return this;
  }

  /** A second SYN-ACK bears another initial sequence number. */
  public AttemptBuilder answeredTwice() {
    otherResponder = true;
    return this;
  }

  /** What became of the connection; times in it count from the beginning of the capture. */
  public AttemptBuilder lived(double lastPacket, UnaryOperator<WireBuilder> life) {
    lasting = lastPacket;
    later = life;
    return this;
  }

  /** How long the handshake took. */
  public AttemptBuilder took(double seconds) {
    synAcks = new ArrayList<>(List.of(seconds));
    finalAck = seconds;
    firstWord = 2 * seconds;
    return this;
  }

  /** What the outcome is called. */
  public AttemptBuilder outcome(Outcome became) {
    outcome = became;
    return this;
  }

  /** {@return the attempt} */
  public ConnectionAttempt build() {
    Moment first = moment(syns[0]);
    long handshake = finalAck < 0 ? 0 : nanos(finalAck);
    return new ConnectionAttempt(
        new FourTuple(client, server),
        0,
        outcome,
        first,
        last(),
        handshake,
        later.apply(new WireBuilder(sight())).build());
  }

  private Moment last() {
    double last = Math.max(syns[syns.length - 1], Math.max(firstWord, Math.max(finalAck, closed)));
    for (Retransmission repeat : repeats) {
      last = Math.max(last, (repeat.at().nanos() - Sightings.EPOCH) / 1e9 - start);
    }
    return lasting < 0 ? moment(last) : Sightings.moment(lasting);
  }

  private WireSight sight() {
    Ending ending =
        closed < 0
            ? Ending.OPEN
            : new Ending(
                resets.isEmpty() ? Ending.How.CLOSED : Ending.How.RESET,
                resets.isEmpty() ? Party.CLIENT : Party.SERVER,
                moment(closed),
                optional(firstWord));
    return new WireSight(
        handshake(),
        half(clientHops, ChecksumForm.VALID, finalAck < 0 ? -1 : finalAck + ROUND_TRIP, requests),
        half(answers() ? serverHops : 0, serverChecksum, firstWord, firstWord < 0 ? 0 : requests),
        resets,
        icmp,
        IdleGap.NONE,
        ending,
        Conversation.NONE);
  }

  private boolean answers() {
    return !synAcks.isEmpty();
  }

  private Handshake handshake() {
    List<Moment> sent = new ArrayList<>();
    for (double syn : syns) {
      sent.add(moment(syn));
    }
    return new Handshake(
        sent,
        synAcks.stream().map(this::moment).toList(),
        optional(finalAck),
        echoedSyn,
        finalAck < 0 ? -1 : 0,
        lossSide,
        synAcksAfter,
        challenges,
        0,
        outcome == Outcome.REFUSED_RST ? 1 : 0,
        otherResponder,
        false,
        1460,
        answers() ? 1460 : 0,
        answers(),
        10,
        answers() ? 10 : -1,
        0);
  }

  private SentHalf half(int hops, ChecksumForm checksum, double data, int segments) {
    boolean ofClient = hops == clientHops && data != firstWord;
    boolean spoke = data >= 0 && segments > 0;
    Map<Recovery, Integer> recoveries = new EnumMap<>(Recovery.class);
    List<Retransmission> again = ofClient ? repeats : List.of();
    again.forEach(repeat -> recoveries.merge(repeat.recovery(), 1, Integer::sum));
    boolean seen = ofClient || answers();
    Volume volume =
        new Volume(
            seen ? 2 + segments : 0,
            spoke ? segments : 0,
            spoke ? 14L * segments : 0,
            again.isEmpty() && spoke ? 14L * segments : 0,
            spoke ? moment(data) : Moment.NONE,
            spoke ? moment(data) : Moment.NONE,
            seen
                ? moment(Math.max(data, ofClient ? syns[syns.length - 1] : lastAnswer()))
                : Moment.NONE,
            again.isEmpty() ? 0 : 14,
            again.isEmpty() ? Moment.NONE : moment(data));
    return new SentHalf(
        volume,
        new Repair(recoveries, again, 0, 0, 0, 0, 0, 0, 0),
        SegmentSizes.NONE,
        List.of(),
        0,
        0,
        0,
        Moment.NONE,
        0,
        List.of(),
        hops,
        hops,
        checksum,
        0,
        1448,
        RoundTrip.NONE,
        0,
        Lateness.NONE);
  }

  private double lastAnswer() {
    return synAcks.isEmpty() ? 0 : synAcks.get(synAcks.size() - 1);
  }

  private Moment optional(double seconds) {
    return seconds < 0 ? Moment.NONE : moment(seconds);
  }

  private Moment moment(double seconds) {
    return Sightings.moment(start + seconds);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
