package io.synscope.observation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try to connect, from the first SYN (or the connect() call) until established or given up, and
 * what followed.
 *
 * <p>The probe's attempt and the captured one are the same noun; {@link #sight()} holds what only
 * that witness could see.
 *
 * @param tuple who asked whom
 * @param incarnation 0 for the first use of this 4-tuple, 1 for the second, ...
 * @param outcome what became of the handshake
 * @param firstSeen the first packet, or the start of connect()
 * @param lastSeen the last packet, or the end
 * @param handshakeNanos the wire's (capture) or the kernel's (probe) time of the handshake; 0 when
 *     it was not completed
 * @param sight what this witness saw
 */
public record ConnectionAttempt(
    FourTuple tuple,
    int incarnation,
    Outcome outcome,
    Moment firstSeen,
    Moment lastSeen,
    long handshakeNanos,
    Sight sight) {

  /** By value; what tells most attempts apart is looked at first, the long lists of facts last. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof ConnectionAttempt that
            && tuple.equals(that.tuple)
            && incarnation == that.incarnation
            && firstSeen.equals(that.firstSeen)
            && lastSeen.equals(that.lastSeen)
            && outcome == that.outcome
            && handshakeNanos == that.handshakeNanos
            && sight.equals(that.sight);
  }

  /** Of what tells attempts apart, so that sets of many thousands need not read every fact. */
  @Override
  public int hashCode() {
    return (tuple.hashCode() * 31 + incarnation) * 31 + Long.hashCode(firstSeen.nanos());
  }

  /** {@return the captured facts, or an empty sight when a probe saw this attempt} */
  public WireSight wire() {
    return sight instanceof WireSight wire ? wire : WireSight.NOTHING;
  }

  /** {@return the ICMP error that a host acts on, whoever of the witnesses saw it} */
  public Optional<IcmpReport> rejection() {
    if (sight instanceof SocketSight socket) {
      return socket.icmp();
    }
    return wire().icmp().stream()
        .filter(report -> report.valid() && !report.fragmentationNeeded())
        .findFirst();
  }

  /** {@return whether a probe's socket saw this, so that there are no packets to show} */
  public boolean probed() {
    return sight instanceof SocketSight;
  }

  /** {@return frames that tell this attempt's handshake: SYNs, SYN-ACKs, final ACK} */
  public List<Long> handshakeFrames() {
    return wire().handshakeFrames();
  }
}
