package io.synscope.observation;

/**
 * A round trip far above the least of its direction.
 *
 * @param at the acknowledgment that ended it
 * @param nanos how long it took
 * @param inFlightBytes how much this end had outstanding at that time
 * @param pureAck whether that acknowledgment bore no payload, so that its sender may have delayed
 *     it
 */
public record RoundTripPeak(Moment at, long nanos, long inFlightBytes, boolean pureAck) {}
