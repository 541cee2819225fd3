package io.synscope.observation;

/**
 * A RST with all that tells who made it (RULES: four forms on Linux, TTL, provocation).
 *
 * @param at when and which frame
 * @param from the end whose address it bears
 * @param form how it was built
 * @param hopLimit TTL or hop limit as seen here
 * @param window its window field
 * @param answers what it answers
 * @param answerNanos how long after that; 0 when unprovoked
 * @param checksum form of its TCP checksum
 * @param conflict why it cannot have come from that end (later data, sequence below data already
 *     seen); empty if nothing speaks against it
 */
public record Reset(
    Moment at,
    Party from,
    Form form,
    int hopLimit,
    int window,
    Provocation answers,
    long answerNanos,
    ChecksumForm checksum,
    String conflict) {

  /** How a RST was built; Linux has four ways. */
  public enum Form {
    /** RST,ACK with sequence 0, window 0, no options: answers a SYN without any socket. */
    STATELESS_TO_SYN,
    /**
     * Bare RST whose sequence is the provoking segment's acknowledgment, window 0, no options: no
     * socket for this tuple.
     */
    STATELESS_TO_ACK,
    /** RST,ACK in sequence with a live window or timestamps: a living socket was destroyed. */
    SOCKET_ABORT,
    /** None of these. */
    OTHER
  }

  /** What a RST answers: the last segment that the other end sent before it. */
  public enum Provocation {
    /** A SYN. */
    SYN,
    /** A SYN-ACK. */
    SYN_ACK,
    /** The ACK that completes the handshake. */
    FINAL_ACK,
    /** Payload. */
    DATA,
    /** A pure ACK. */
    ACK,
    /** A FIN. */
    FIN,
    /** A keepalive or window probe. */
    PROBE,
    /** Nothing recent. */
    NOTHING
  }
}
