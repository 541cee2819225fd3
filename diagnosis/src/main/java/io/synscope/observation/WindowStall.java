package io.synscope.observation;

/**
 * A time in which a receiver's window was zero.
 *
 * @param closed the segment that closed the window
 * @param reopened the segment that opened it again; unseen when it stayed closed
 * @param probes window probes that the peer sent meanwhile
 */
public record WindowStall(Moment closed, Moment reopened, int probes) {}
