package io.synscope.report;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import java.util.Map;

/**
 * One server endpoint in one line.
 *
 * @param server the endpoint
 * @param attempts attempts to it
 * @param byOutcome how they ended
 * @param clients distinct client addresses
 * @param handshakeP50Nanos median handshake time; 0 when none was completed
 * @param handshakeP99Nanos 99th percentile
 * @param roundTripMinNanos least round trip seen on its connections; 0 when none
 */
public record ListenerLine(
    Endpoint server,
    long attempts,
    Map<Outcome, Long> byOutcome,
    long clients,
    long handshakeP50Nanos,
    long handshakeP99Nanos,
    long roundTripMinNanos) {}
