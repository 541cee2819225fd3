package io.synscope.observation;

import java.util.List;

/**
 * SYN, SYN-ACK, ACK and every retransmission of them.
 *
 * @param syns transmissions of the client's SYN, at most the first 64
 * @param synAcks transmissions of the server's valid SYN-ACK, at most the first 64
 * @param finalAck the client's first segment that acknowledges the SYN-ACK
 * @param echoedSyn index of the SYN whose TSval the first SYN-ACK echoes; -1 where timestamps do
 *     not tell
 * @param echoedSynAck index of the SYN-ACK whose TSval the final ACK echoes; -1 where timestamps do
 *     not tell
 * @param lossSide which direction lost a handshake packet
 * @param synAcksAfterFinalAck SYN-ACKs seen after the client had acknowledged one
 * @param challengeAcks ACKs with a foreign acknowledgment number that answered the SYN (RFC 5961 4)
 * @param otherResponder whether a second SYN-ACK bore another initial sequence number: two machines
 *     answer
 * @param blindAck whether the client acknowledged an answer that was not captured
 * @param clientMss MSS option of the SYN; 0 when absent
 * @param serverMss MSS option of the SYN-ACK; 0 when absent
 * @param timestamps whether both sides negotiated timestamps (RFC 7323)
 * @param numbers with which numbers each end began
 */
public record Handshake(
    List<Moment> syns,
    List<Moment> synAcks,
    Moment finalAck,
    int echoedSyn,
    int echoedSynAck,
    LossSide lossSide,
    int synAcksAfterFinalAck,
    int challengeAcks,
    boolean otherResponder,
    boolean blindAck,
    int clientMss,
    int serverMss,
    boolean timestamps,
    InitialNumbers numbers) {

  /** A handshake of which nothing was seen: the capture began later. */
  public static final Handshake UNSEEN =
      new Handshake(
          List.of(),
          List.of(),
          Moment.NONE,
          -1,
          -1,
          LossSide.NONE,
          0,
          0,
          false,
          false,
          0,
          0,
          false,
          InitialNumbers.UNSEEN);

  /** {@return the first SYN} */
  public Moment firstSyn() {
    return syns.isEmpty() ? Moment.NONE : syns.get(0);
  }

  /** {@return the last SYN} */
  public Moment lastSyn() {
    return syns.isEmpty() ? Moment.NONE : syns.get(syns.size() - 1);
  }

  /** {@return the first valid SYN-ACK} */
  public Moment firstSynAck() {
    return synAcks.isEmpty() ? Moment.NONE : synAcks.get(0);
  }

  /**
   * {@return nanoseconds from the first SYN to the final ACK, else to the SYN-ACK; 0 where either
   * end was not seen}
   */
  public long nanos() {
    Moment end = finalAck.seen() ? finalAck : firstSynAck();
    return firstSyn().seen() && end.seen() ? Math.max(0, end.since(firstSyn())) : 0;
  }
}
