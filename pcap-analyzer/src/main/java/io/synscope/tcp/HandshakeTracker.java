package io.synscope.tcp;

import io.synscope.flow.FirstSyn;
import io.synscope.observation.Handshake;
import io.synscope.observation.InitialNumbers;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;
import io.synscope.wire.Sequence;
import io.synscope.wire.TcpOptions;

/**
 * SYN, SYN-ACK, ACK and their repetitions, with the conditions under which a client believes an
 * answer (RFC 9293 3.10.7.3).
 */
final class HandshakeTracker {
  private final MomentLog syns = new MomentLog();
  private final MomentLog synAcks = new MomentLog();
  private int initialSequence;
  private int synPayload;
  private boolean synSeen;
  private boolean clientTimestamps;
  private boolean serverTimestamps;
  private int clientMss;
  private int serverMss;
  private int answerSequence;
  private int echoedSyn = -1;
  private int echoedSynAck = -1;
  private long finalAckNanos = Moment.NEVER;
  private long finalAckFrame;
  private boolean blindAck;
  private int synAcksAfterFinalAck;
  private int challengeAcks;
  private boolean refused;
  private boolean serverSyn;
  private boolean otherResponder;

  /** The first SYN of this attempt. */
  void begin(FirstSyn syn) {
    synSeen = true;
    initialSequence = syn.sequenceNumber();
    synPayload = syn.payloadLength();
    clientTimestamps = syn.timestamps();
    clientMss = syn.mss();
    syns.add(syn.nanos(), syn.frame(), syn.timestampValue());
  }

  /** {@return this end's SYNs or SYN-ACKs} */
  MomentLog openedBy(Party party) {
    return party == Party.CLIENT ? syns : synAcks;
  }

  /**
   * {@return whether this SYN belongs to this attempt: a repetition, or the one whose answer was
   * captured before it}
   */
  boolean repeats(Packet packet) {
    return (synSeen || answered()) && packet.sequenceNumber() == initialSequence;
  }

  void synAgain(Packet packet) {
    syns.add(packet.nanos(), packet.frame(), packet.timestampValue());
  }

  /**
   * A SYN-ACK of the server.
   *
   * @return whether the client accepts it
   */
  boolean synAck(Packet packet, TcpOptions options, FirstSyn scratch) {
    int acknowledged = packet.acknowledgmentNumber() - initialSequence;
    if (synSeen && (acknowledged < 1 || acknowledged > 1 + synPayload)) {
      return false;
    }
    if (synAcks.isEmpty()) {
      FirstSyn answer = scratch.read(packet, options);
      answerSequence = packet.sequenceNumber();
      serverMss = answer.mss();
      serverTimestamps = packet.hasTimestamps();
      echoedSyn =
          serverTimestamps && clientTimestamps ? syns.newestWith(packet.timestampEcho()) : -1;
      if (!synSeen) {
        initialSequence = packet.acknowledgmentNumber() - 1;
      }
    } else if (packet.sequenceNumber() != answerSequence) {
      otherResponder = true;
      return false;
    }
    synAcks.add(packet.nanos(), packet.frame(), packet.timestampValue());
    if (finalAckNanos != Moment.NEVER) {
      synAcksAfterFinalAck++;
    }
    return true;
  }

  /**
   * A client's segment with ACK and without SYN or RST; {@code serverNext} is the number behind the
   * server's last byte.
   *
   * @return whether it is the one that completes the handshake
   */
  boolean clientAck(Packet packet, int serverNext) {
    if (finalAckNanos != Moment.NEVER || !synSeen && synAcks.isEmpty()) {
      return false;
    }
    if (synAcks.isEmpty()) {
      if (!blindAck && Sequence.atOrAfter(packet.sequenceNumber(), initialSequence + 1)) {
        blindAck = true;
      }
      return false;
    }
    if (Sequence.before(packet.acknowledgmentNumber(), answerSequence + 1)
        || Sequence.after(packet.acknowledgmentNumber(), serverNext + 1)
        || Sequence.before(packet.sequenceNumber(), initialSequence + 1)) {
      return false;
    }
    finalAckNanos = packet.nanos();
    finalAckFrame = packet.frame();
    echoedSynAck = packet.hasTimestamps() ? synAcks.oldestWith(packet.timestampEcho()) : -1;
    return true;
  }

  /** A bare ACK of the server while the client waits for a SYN-ACK (RFC 5961 4). */
  void challenge() {
    challengeAcks++;
  }

  /**
   * A RST of the server while the client waits.
   *
   * @return whether the client accepts it as a refusal
   */
  boolean refusal(Packet packet) {
    int acknowledged = packet.acknowledgmentNumber() - initialSequence;
    boolean acceptable =
        packet.has(Packet.ACK) && acknowledged >= 1 && acknowledged <= 1 + synPayload;
    refused |= acceptable;
    return acceptable;
  }

  /** The server sent a SYN of its own before it answered. */
  void simultaneousSyn() {
    serverSyn = true;
  }

  boolean synSeen() {
    return synSeen;
  }

  int initialSequence() {
    return initialSequence;
  }

  int synPayload() {
    return synPayload;
  }

  boolean answered() {
    return !synAcks.isEmpty();
  }

  boolean completed() {
    return finalAckNanos != Moment.NEVER;
  }

  boolean simultaneous() {
    return serverSyn;
  }

  boolean blindAck() {
    return blindAck;
  }

  boolean refused() {
    return refused;
  }

  boolean challenged() {
    return challengeAcks > 0;
  }

  int synCount() {
    return syns.count();
  }

  int synAckCount() {
    return synAcks.count();
  }

  int synAcksAfterFinalAck() {
    return synAcksAfterFinalAck;
  }

  long firstSynNanos() {
    return syns.isEmpty() ? Moment.NEVER : syns.firstNanos();
  }

  long finalAckNanos() {
    return finalAckNanos;
  }

  long lastSynAckNanos() {
    return synAcks.lastNanos();
  }

  boolean timestamps() {
    return clientTimestamps && serverTimestamps;
  }

  int clientMss() {
    return clientMss;
  }

  int serverMss() {
    return serverMss;
  }

  /**
   * Which direction lost a packet. A Linux listener echoes the timestamp of the SYN that created
   * the request, so an echo of the first SYN after a repetition means that the answer was lost or
   * late, any other means that the SYN was.
   */
  private LossSide lossSide() {
    if (syns.count() <= 1 && synAcks.count() <= 1) {
      return LossSide.NONE;
    }
    if (synAcks.isEmpty()) {
      return LossSide.UNKNOWN;
    }
    if (finalAckNanos == Moment.NEVER) {
      return synAcks.count() > 1 ? LossSide.RETURN : LossSide.UNKNOWN;
    }
    if (echoedSynAck == 0 && synAcks.count() > 1 && syns.count() <= 1) {
      return LossSide.NONE;
    }
    if (syns.count() > 1 && echoedSyn > 0) {
      return LossSide.FORWARD;
    }
    return echoedSyn == 0 ? LossSide.RETURN : LossSide.UNKNOWN;
  }

  Handshake facts() {
    Moment finalAck = completed() ? new Moment(finalAckNanos, finalAckFrame) : Moment.NONE;
    return new Handshake(
        syns.moments(),
        synAcks.moments(),
        finalAck,
        echoedSyn,
        echoedSynAck,
        lossSide(),
        synAcksAfterFinalAck,
        challengeAcks,
        otherResponder,
        blindAck,
        clientMss,
        serverMss,
        timestamps(),
        numbers());
  }

  private InitialNumbers numbers() {
    return new InitialNumbers(
        synSeen || answered() ? Integer.toUnsignedLong(initialSequence) : -1,
        answered() ? Integer.toUnsignedLong(answerSequence) : -1,
        synSeen && clientTimestamps ? Integer.toUnsignedLong(syns.firstStamp()) : -1);
  }
}
