package io.synscope.testing;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.Handshake;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.IdleGap;
import io.synscope.observation.InitialNumbers;
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

/** What packets show of an attempt: times in seconds after its first SYN. */
final class AttemptSight {
  double start;
  double[] syns = {0};
  List<Double> synAcks = new ArrayList<>(List.of(AttemptBuilder.ROUND_TRIP));
  double finalAck = 2 * AttemptBuilder.ROUND_TRIP;
  double firstWord = 5 * AttemptBuilder.ROUND_TRIP;
  double closed = -1;
  int echoedSyn;
  int synAcksAfter;
  int challenges;
  boolean otherResponder;
  LossSide lossSide = LossSide.NONE;
  Outcome outcome = Outcome.ESTABLISHED_CLEAN;
  final List<Reset> resets = new ArrayList<>();
  final List<IcmpReport> icmp = new ArrayList<>();
  final List<Retransmission> repeats = new ArrayList<>();
  int clientHops = 64;
  int serverHops = 63;
  ChecksumForm serverChecksum = ChecksumForm.VALID;
  int requests = 1;
  InitialNumbers numbers = InitialNumbers.UNSEEN;
  double lasting = -1;

  /** {@return the last packet} */
  Moment last() {
    double last = Math.max(syns[syns.length - 1], Math.max(firstWord, Math.max(finalAck, closed)));
    for (Retransmission repeat : repeats) {
      last = Math.max(last, (repeat.at().nanos() - Sightings.EPOCH) / 1e9 - start);
    }
    return lasting < 0 ? moment(last) : Sightings.moment(lasting);
  }

  /** {@return all that packets show} */
  WireSight whole() {
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
        half(
            clientHops,
            ChecksumForm.VALID,
            finalAck < 0 ? -1 : finalAck + AttemptBuilder.ROUND_TRIP,
            requests),
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
        otherResponder,
        false,
        1460,
        answers() ? 1460 : 0,
        answers(),
        new InitialNumbers(
            numbers.client(), answers() ? numbers.server() : -1, numbers.clientStamp()));
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
        new Repair(recoveries, again, 0, 0, 0, 0, 0, 0),
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

  /** {@return so many seconds after the first SYN} */
  Moment moment(double seconds) {
    return Sightings.moment(start + seconds);
  }
}
