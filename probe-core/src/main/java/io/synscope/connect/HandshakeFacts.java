package io.synscope.connect;

import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import java.util.Optional;

/**
 * All that a socket shows of a handshake that has just ended, one way or the other.
 *
 * @param established whether connect() succeeded
 * @param failure the system call that failed; empty when none did, which without {@code
 *     established} means silence
 * @param elapsedNanos from connect() to now
 * @param account the kernel's account, read now
 * @param icmp the error queue's report
 * @param local this socket's own address; empty where unknown
 * @param server whom it asked
 * @param selfConnected whether both ends are the same address and port
 */
public record HandshakeFacts(
    boolean established,
    Optional<LineFailure> failure,
    long elapsedNanos,
    TcpAccount account,
    Optional<IcmpReport> icmp,
    Optional<Address> local,
    Address server,
    boolean selfConnected) {

  /** {@return whether the ICMP error came from this host, which is not the server's} */
  boolean rejectedHere() {
    return icmp.isPresent()
        && local.isPresent()
        && icmp.get().reporter().equals(local.get())
        && !server.equals(local.get());
  }

  /** {@return the error of the call that failed; {@link Errno#OTHER} when none did} */
  Errno errno() {
    return failure.map(LineFailure::errno).orElse(Errno.OTHER);
  }

  /** {@return whether the call itself failed} */
  boolean atOnce() {
    return failure.map(LineFailure::atOnce).orElse(false);
  }

  /**
   * {@return whether the SYN timed out again and again without one repetition that could be sent}
   */
  boolean nothingLeft() {
    return account.known() && account.retransmits() > 0 && account.totalRetransmissions() == 0;
  }

  /** {@return whether SYNs were repeated and not one of the repetitions left this host} */
  public boolean synsStuck() {
    return account.known()
        && account.totalRetransmissions() > 0
        && account.retransmitted() == 0
        && account.state() == TcpAccount.SYN_SENT;
  }
}
