package io.synscope.observation;

import java.util.Optional;

/**
 * A connection attempt as a socket of the probe shows it.
 *
 * @param target what the user asked for: host:port as typed
 * @param errno symbolic error of connect(), read or write; empty when none
 * @param errorAfterNanos when that error came, from the start of connect()
 * @param synRetransmissions SYNs that the kernel sent again (tcpi_total_retrans)
 * @param lossSide direction of the lost handshake packet, by tcpi_rtt against elapsed time
 * @param kernelRttNanos tcpi_rtt at activation; 0 where unknown
 * @param userConnectNanos connect() to activation, stamped in the event loop
 * @param segmentsIn segments received (tcpi_segs_in); -1 unknown
 * @param segmentsOut segments sent (tcpi_segs_out); -1 unknown
 * @param unacknowledged segments outstanding at the end (tcpi_unacked); -1 unknown
 * @param icmp the socket error queue's report: type, code, offender
 * @param greeting the server's first bytes if it spoke unasked, at most 120 characters
 * @param reply first bytes of the reply to the first request, at most 120 characters
 * @param requestSent whether a request was written
 * @param replied whether a complete reply came
 * @param closedByPeer FIN seen
 * @param clientStalled whether the probe itself was late at that time
 */
public record SocketSight(
    String target,
    String errno,
    long errorAfterNanos,
    int synRetransmissions,
    LossSide lossSide,
    long kernelRttNanos,
    long userConnectNanos,
    int segmentsIn,
    int segmentsOut,
    int unacknowledged,
    Optional<IcmpReport> icmp,
    String greeting,
    String reply,
    boolean requestSent,
    boolean replied,
    boolean closedByPeer,
    boolean clientStalled)
    implements Sight {}
