package io.synscope.observation;

import java.util.Optional;

/**
 * A connection attempt as a socket of the probe shows it.
 *
 * @param target what the user asked for: host:port as typed
 * @param phase the phase that failed, or the last one that was completed
 * @param errno symbolic error of connect(), read or write; empty when none
 * @param errorAfterNanos when that error came, from the start of connect()
 * @param failedAtOnce whether the call itself failed, before any answer could have come
 * @param synRetransmissions SYNs that the kernel sent again (tcpi_total_retrans)
 * @param synsStuck whether those repeated SYNs never left this host (tcpi_retrans is 0 beside
 *     tcpi_total_retrans)
 * @param lossSide direction of the lost handshake packet, by tcpi_rtt against elapsed time
 * @param kernelRttNanos tcpi_rtt at activation; 0 where unknown
 * @param userConnectNanos connect() to activation, stamped in the event loop
 * @param segmentsIn segments received (tcpi_segs_in); -1 unknown
 * @param segmentsOut segments sent (tcpi_segs_out); -1 unknown
 * @param unacknowledged segments outstanding at the end (tcpi_unacked); -1 unknown
 * @param icmp the socket error queue's report: type, code, offender
 * @param greeting the server's first bytes if it spoke unasked, at most 120 characters
 * @param reply first bytes of the reply to the last request, at most 120 characters
 * @param tls whether the probe spoke TLS
 * @param requestSent whether a request was written
 * @param replied whether a complete reply came
 * @param closedByPeer FIN seen
 * @param timedOut whether the probe's patience ended before the peer said anything
 * @param clientStalled whether the probe itself was late at that time
 * @param failure why it was not served, in words; empty where it was, and where errno says it
 */
public record SocketSight(
    String target,
    Phase phase,
    String errno,
    long errorAfterNanos,
    boolean failedAtOnce,
    int synRetransmissions,
    boolean synsStuck,
    LossSide lossSide,
    long kernelRttNanos,
    long userConnectNanos,
    int segmentsIn,
    int segmentsOut,
    int unacknowledged,
    Optional<IcmpReport> icmp,
    String greeting,
    String reply,
    boolean tls,
    boolean requestSent,
    boolean replied,
    boolean closedByPeer,
    boolean timedOut,
    boolean clientStalled,
    String failure)
    implements Sight {

  /** {@return a sight of {@code target} in which nothing has been seen yet} */
  public static Writer of(String target) {
    return new Writer(target);
  }

  /** Collects what a socket shows while the attempt lives. */
  public static final class Writer {
    private final String target;
    private Phase phase = Phase.RESOLVE;
    private String errno = "";
    private long errorAfterNanos;
    private boolean failedAtOnce;
    private int synRetransmissions;
    private boolean synsStuck;
    private LossSide lossSide = LossSide.NONE;
    private long kernelRttNanos;
    private long userConnectNanos;
    private int segmentsIn = -1;
    private int segmentsOut = -1;
    private int unacknowledged = -1;
    private Optional<IcmpReport> icmp = Optional.empty();
    private String greeting = "";
    private String reply = "";
    private boolean tls;
    private boolean requestSent;
    private boolean replied;
    private boolean closedByPeer;
    private boolean timedOut;
    private boolean clientStalled;
    private String failure = "";

    private Writer(String target) {
      this.target = target;
    }

    /** The phase that failed, or the last one that was completed. */
    public Writer phase(Phase phase) {
      this.phase = phase;
      return this;
    }

    /** The error of a system call, when it came, and whether the call itself returned it. */
    public Writer error(String errno, long afterNanos, boolean atOnce) {
      this.errno = errno;
      this.errorAfterNanos = afterNanos;
      this.failedAtOnce = atOnce;
      return this;
    }

    /** SYNs sent again, whether they left this host, and which direction lost what. */
    public Writer synsRepeated(int retransmissions, boolean stuck, LossSide side) {
      synRetransmissions = retransmissions;
      synsStuck = stuck;
      lossSide = side;
      return this;
    }

    /** Both clocks' time of the handshake. */
    public Writer connected(long kernelRttNanos, long userNanos) {
      this.kernelRttNanos = kernelRttNanos;
      this.userConnectNanos = userNanos;
      return this;
    }

    /** The kernel's counters of segments. */
    public Writer segments(int in, int out, int unacknowledged) {
      segmentsIn = in;
      segmentsOut = out;
      this.unacknowledged = unacknowledged;
      return this;
    }

    /** Who rejected it. */
    public Writer icmp(Optional<IcmpReport> report) {
      icmp = report;
      return this;
    }

    /** What the server said unasked. */
    public Writer greeting(String text) {
      greeting = text;
      return this;
    }

    /** What the server answered. */
    public Writer reply(String text) {
      reply = text;
      return this;
    }

    /** The probe spoke TLS. */
    public Writer tls() {
      tls = true;
      return this;
    }

    /** A request was written. */
    public Writer requestSent() {
      requestSent = true;
      return this;
    }

    /** A complete reply came. */
    public Writer replied() {
      replied = true;
      return this;
    }

    /** The server closed. */
    public Writer closedByPeer() {
      closedByPeer = true;
      return this;
    }

    /** Patience ended. */
    public Writer timedOut() {
      timedOut = true;
      return this;
    }

    /** The probe itself was late. */
    public Writer clientStalled() {
      clientStalled = true;
      return this;
    }

    /** Why it was not served, in words. */
    public Writer failure(String words) {
      failure = words;
      return this;
    }

    /** {@return what was seen} */
    public SocketSight done() {
      return new SocketSight(
          target,
          phase,
          errno,
          errorAfterNanos,
          failedAtOnce,
          synRetransmissions,
          synsStuck,
          lossSide,
          kernelRttNanos,
          userConnectNanos,
          segmentsIn,
          segmentsOut,
          unacknowledged,
          icmp,
          greeting,
          reply,
          tls,
          requestSent,
          replied,
          closedByPeer,
          timedOut,
          clientStalled,
          failure);
    }
  }
}
