package io.synscope.observation;

/**
 * A range of sequence numbers that was sent again.
 *
 * @param at when and which frame
 * @param recovery why
 * @param relativeSequence where the range begins, relative to the initial sequence number
 * @param bytes its length
 * @param gapNanos time since the range was last sent; 0 when that was not seen
 * @param transmission 2 for the first repetition of this range
 */
public record Retransmission(
    Moment at,
    Recovery recovery,
    long relativeSequence,
    int bytes,
    long gapNanos,
    int transmission) {}
