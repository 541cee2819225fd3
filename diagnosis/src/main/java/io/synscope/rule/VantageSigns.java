package io.synscope.rule;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.Outcome;
import io.synscope.observation.WireSight;
import io.synscope.story.HopBaseline;
import java.util.List;

/** What all attempts together show of the place of the capture, counted in one pass. */
final class VantageSigns {
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

  static VantageSigns of(List<ConnectionAttempt> attempts) {
    VantageSigns signs = new VantageSigns();
    for (ConnectionAttempt attempt : attempts) {
      WireSight wire = attempt.wire();
      signs.hops(wire.fromClient().hopLimitHigh(), wire.fromServer().hopLimitHigh());
      if (attempt.outcome() == Outcome.ESTABLISHED_CLEAN) {
        signs.split(wire.handshake());
      }
      boolean client = wire.fromClient().checksum() == ChecksumForm.PARTIAL;
      boolean server = wire.fromServer().checksum() == ChecksumForm.PARTIAL;
      signs.openClientChecksums += client ? 1 : 0;
      signs.openServerChecksums += server ? 1 : 0;
    }
    return signs;
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
