package io.synscope.observation;

/**
 * A range of sequence numbers that was sent again.
 *
 * @param at when and which frame
 * @param recovery why
 * @param relativeSequence where the range begins, relative to the initial sequence number
 * @param bytes its length
 * @param gapNanos time since the range was last sent, or, where the first copy was lost before the
 *     capture point, since data beyond it were seen; 0 when neither is known
 * @param transmission 2 for the first repetition of this range
 */
public record Retransmission(
    Moment at,
    Recovery recovery,
    long relativeSequence,
    int bytes,
    long gapNanos,
    int transmission) {}
