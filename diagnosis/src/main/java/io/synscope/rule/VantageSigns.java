package io.synscope.rule;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.Outcome;
import io.synscope.observation.WireSight;
import io.synscope.story.HopBaseline;

/** What all attempts together show of the place of the capture. */
final class VantageSigns {
  int attempts;

  /** Attempts that a probe's socket saw. */
  int probed;

  /** Attempts by the ends whose TTL has passed no router, where both were seen. */
  int nearClientOnly;

  int nearServerOnly;
  int nearBoth;
  int nearNeither;

  /** Attempts whose client's TTL has passed no router, or some, whatever the server's. */
  int clientsNear;

  int clientsFar;

  /** Handshakes in which nothing was sent twice, and the least of their two parts. */
  int cleanHandshakes;

  long leastBeforeNanos = Long.MAX_VALUE;
  long leastBehindNanos = Long.MAX_VALUE;

  /** Attempts in which this end's checksums were not finished. */
  int openClientChecksums;

  int openServerChecksums;

  void add(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    attempts++;
    probed += attempt.probed() ? 1 : 0;
    hops(wire.fromClient().hopLimitHigh(), wire.fromServer().hopLimitHigh());
    if (attempt.outcome() == Outcome.ESTABLISHED_CLEAN) {
      split(wire.handshake());
    }
    openClientChecksums += wire.fromClient().checksum() == ChecksumForm.PARTIAL ? 1 : 0;
    openServerChecksums += wire.fromServer().checksum() == ChecksumForm.PARTIAL ? 1 : 0;
  }

  private void hops(int client, int server) {
    boolean nearClient = client > 0 && HopBaseline.routersPassed(client) == 0;
    boolean nearServer = server > 0 && HopBaseline.routersPassed(server) == 0;
    clientsNear += nearClient ? 1 : 0;
    clientsFar += client > 0 && !nearClient ? 1 : 0;
    if (client == 0 || server == 0) {
      return;
    }
    nearClientOnly += nearClient && !nearServer ? 1 : 0;
    nearServerOnly += nearServer && !nearClient ? 1 : 0;
    nearBoth += nearClient && nearServer ? 1 : 0;
    nearNeither += nearClient || nearServer ? 0 : 1;
  }

  private void split(Handshake handshake) {
    if (handshake.finalAck().seen()) {
      long before = handshake.firstSynAck().since(handshake.firstSyn());
      long behind = handshake.finalAck().since(handshake.firstSynAck());
      cleanHandshakes++;
      leastBeforeNanos = Math.min(leastBeforeNanos, before);
      leastBehindNanos = Math.min(leastBehindNanos, behind);
    }
  }

  /** {@return whether both ends of any attempt were seen} */
  boolean bothEndsSeen() {
    return nearClientOnly + nearServerOnly + nearBoth + nearNeither > 0;
  }
}
