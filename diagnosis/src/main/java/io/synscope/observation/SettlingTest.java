package io.synscope.observation;

/**
 * A harmless test that a probe made in order to tell look-alikes apart.
 *
 * @param server whom it concerns
 * @param showing what it showed
 * @param did what was done, in words
 * @param saw what came of it, in words
 */
public record SettlingTest(Endpoint server, Showing showing, String did, String saw) {
  /** What such a test can show. */
  public enum Showing {
    /** Another port of the same host answered: host and path are alive, in both directions. */
    OTHER_PORT_ANSWERS,
    /** No other port of that host answered either. */
    OTHER_PORTS_SILENT,
    /** Of many connects at once some were answered and some were not: a queue is full. */
    BURST_MIXED,
    /** Many connects at once were all answered, where there had been silence before. */
    SILENCE_ENDED,
    /** Of many connects at once none was answered. */
    BURST_SILENT,
    /**
     * Routers answer SYNs that run out of hops, up to one behind which nothing answers any more.
     */
    SWALLOWED_BEHIND_HOP,
    /** The RST comes from nearer than the host is. */
    RST_BEFORE_HOST,
    /** The RST comes from as far away as the host is. */
    RST_AT_HOST_DISTANCE,
    /** That port speaks TLS. */
    SPEAKS_TLS,
    /** That port speaks plain RESP. */
    SPEAKS_PLAIN,
    /** Small replies come, a large one does not. */
    LARGE_REPLY_LOST,
    /** Small requests arrive, a large one does not. */
    LARGE_REQUEST_LOST,
    /** Small and large requests and replies come through alike. */
    SIZE_DOES_NOT_MATTER,
    /** A connection that was idle for a while gets no answer any more, a fresh one does. */
    IDLE_FORGOTTEN,
    /** A connection that was idle for a while is reset when it is used again. */
    IDLE_RESET,
    /** The server itself closed a connection that was idle for a while. */
    IDLE_CLOSED,
    /** Every idle connection answered after its pause. */
    IDLE_SURVIVED,
    /** It showed nothing either way. */
    NOTHING
  }
}
