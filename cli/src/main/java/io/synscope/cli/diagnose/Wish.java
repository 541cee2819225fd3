package io.synscope.cli.diagnose;

import io.synscope.exchange.Credentials;
import io.synscope.exchange.TlsPlan;
import io.synscope.rule.witness.Thresholds;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import java.util.Optional;

/**
 * What is to be examined, and how far it may go.
 *
 * @param target whom
 * @param family which of its addresses
 * @param tls how to speak TLS; empty for plain text
 * @param credentials who to be
 * @param budgetNanos time for everything
 * @param capture whether to capture the run's own packets where that is permitted
 * @param hostFacts whether this host is the server's although the address is not one of its own
 * @param idleNanos how long connections are left idle beside everything else; 0 for not at all
 * @param thresholds from when on the server's own figures are an alarm
 */
public record Wish(
    Target target,
    AddressFamily family,
    Optional<TlsPlan> tls,
    Credentials credentials,
    long budgetNanos,
    boolean capture,
    boolean hostFacts,
    long idleNanos,
    Thresholds thresholds) {

  /** {@return the same without a look at packets} */
  public Wish withoutCapture() {
    return new Wish(
        target, family, tls, credentials, budgetNanos, false, hostFacts, idleNanos, thresholds);
  }

  /** {@return the same with connections that are left idle for up to this time} */
  public Wish withIdle(long nanos) {
    return new Wish(
        target, family, tls, credentials, budgetNanos, capture, hostFacts, nanos, thresholds);
  }
}
