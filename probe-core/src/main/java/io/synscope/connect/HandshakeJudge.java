package io.synscope.connect;

import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;

/**
 * Names the outcome of a handshake from what its socket shows. A pure function, with one branch for
 * each line of evidence.
 */
public final class HandshakeJudge {
  /**
   * Neighbour discovery gives up after three requests, one a second; anything much faster was not
   * that.
   */
  private static final long NEIGHBOUR_NANOS = 2_000_000_000L;

  private HandshakeJudge() {}

  /** {@return what became of the handshake} */
  public static Outcome outcome(HandshakeFacts facts) {
    if (facts.selfConnected()) {
      return Outcome.LOCAL_SELF_CONNECT;
    }
    if (facts.established()) {
      return facts.account().totalRetransmissions() > 0
          ? Outcome.ESTABLISHED_RETRIED
          : Outcome.ESTABLISHED_CLEAN;
    }
    if (facts.failure().isEmpty() || facts.errno() == Errno.ETIMEDOUT) {
      return facts.synsStuck() ? Outcome.LOCAL_POLICY : Outcome.UNANSWERED;
    }
    return switch (facts.errno()) {
      case ECONNREFUSED, ENOPROTOOPT -> refused(facts);
      case ECONNRESET, EPIPE, ECONNABORTED ->
          Outcome.RESET_AFTER_HANDSHAKE; // both need an established connection
      case EADDRNOTAVAIL ->
          facts.failure().get().call() == LineFailure.Call.CONNECT
              ? Outcome.LOCAL_PORTS_EXHAUSTED
              : Outcome.LOCAL_FAILURE;
      case EMFILE, ENFILE -> Outcome.LOCAL_DESCRIPTORS_EXHAUSTED;
      case EACCES, EPERM, EINVAL ->
          facts.icmp().isPresent() ? unreachable(facts) : Outcome.LOCAL_POLICY;
      case ENETUNREACH, EHOSTUNREACH, EHOSTDOWN, ENONET -> unreachable(facts);
      default -> facts.icmp().isPresent() ? Outcome.UNREACHABLE_ICMP : Outcome.LOCAL_FAILURE;
    };
  }

  /**
   * ECONNREFUSED comes from RST and from ICMP port unreachable alike; only the latter leaves a note
   * in the error queue.
   */
  private static Outcome refused(HandshakeFacts facts) {
    if (facts.rejectedHere()) {
      return Outcome.LOCAL_POLICY;
    }
    boolean nothingReceived = facts.account().known() && facts.account().segmentsIn() == 0;
    return facts.icmp().isPresent() || facts.errno() == Errno.ENOPROTOOPT || nothingReceived
        ? Outcome.REFUSED_ICMP
        : Outcome.REFUSED_RST;
  }

  private static Outcome unreachable(HandshakeFacts facts) {
    if (facts.icmp().isPresent()) {
      if (!facts.rejectedHere()) {
        return Outcome.UNREACHABLE_ICMP;
      }
      return facts.elapsedNanos() >= NEIGHBOUR_NANOS
          ? Outcome.LOCAL_NEIGHBOUR_UNREACHABLE
          : Outcome.LOCAL_POLICY;
    }
    if (facts.atOnce()) {
      return Outcome.LOCAL_NO_ROUTE;
    }
    return facts.nothingLeft() ? Outcome.LOCAL_NEIGHBOUR_UNREACHABLE : Outcome.UNREACHABLE_ICMP;
  }

  /**
   * {@return in which direction the handshake lost a packet}
   *
   * <p>With TCP timestamps the kernel's first round trip counts from the SYN that the SYN-ACK
   * echoes. When that is the first SYN although more were sent, the server had it all the time: its
   * answer was lost. Otherwise the SYN was.
   */
  public static LossSide lossSide(HandshakeFacts facts) {
    if (!facts.account().known()) {
      return facts.established() ? LossSide.NONE : LossSide.UNKNOWN;
    }
    if (facts.account().totalRetransmissions() == 0) {
      return LossSide.NONE;
    }
    if (!facts.established() || facts.account().rttNanos() == 0) {
      return LossSide.UNKNOWN;
    }
    return facts.account().rttNanos() * 2 >= facts.elapsedNanos()
        ? LossSide.RETURN
        : LossSide.FORWARD;
  }
}
