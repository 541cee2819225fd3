package io.synscope.rule.witness;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.WireSight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A connection attempt on its way from one capture point to another.
 *
 * @param near as the capture nearer to the client saw it
 * @param far as the capture nearer to the server saw it; empty when not one of its packets was seen
 *     there
 * @param undecided whether the far capture has attempts of which it cannot be told whether they are
 *     this one
 */
record Passage(ConnectionAttempt near, Optional<ConnectionAttempt> far, boolean undecided) {
  /** {@return what the far capture saw} */
  WireSight farSight() {
    return far.map(ConnectionAttempt::wire).orElse(WireSight.NOTHING);
  }

  boolean met() {
    return far.isPresent();
  }

  /** {@return whether it has another name at the far point: a NAT stands between} */
  boolean renamed() {
    return far.filter(there -> !there.tuple().equals(near.tuple())).isPresent();
  }

  /**
   * {@return positive when hops and times say that the near capture is indeed the one nearer to the
   * client, negative when they say the opposite}
   */
  int order() {
    if (far.isEmpty()) {
      return 0;
    }
    WireSight here = near.wire();
    WireSight there = farSight();
    int hops = farther(here, there, Party.CLIENT) - farther(here, there, Party.SERVER);
    return hops != 0
        ? Integer.signum(hops)
        : Long.signum(answerNanos(here.handshake()) - answerNanos(there.handshake()));
  }

  /** How many hops more this end's packets had made at the second of two points; 0 if unknown. */
  private static int farther(WireSight first, WireSight second, Party sender) {
    int one = first.from(sender).hopLimitHigh();
    int other = second.from(sender).hopLimitHigh();
    return one == 0 || other == 0 ? 0 : one - other;
  }

  private static long answerNanos(Handshake handshake) {
    return handshake.firstSyn().seen() && handshake.firstSynAck().seen()
        ? handshake.firstSynAck().since(handshake.firstSyn())
        : 0;
  }

  boolean unanswered() {
    return near.outcome() == Outcome.UNANSWERED;
  }

  /** {@return whether the client got no answer, and its SYNs were not seen at the far point} */
  boolean lostOnTheWayThere() {
    return unanswered() && farSight().handshake().syns().isEmpty();
  }

  /** {@return whether the client got no answer although one was seen at the far point} */
  boolean lostOnTheWayBack() {
    return unanswered()
        && (!farSight().handshake().synAcks().isEmpty() || resetBy(farSight(), Party.SERVER));
  }

  /** {@return whether the client got no answer and the far point saw its SYNs, and no answer} */
  boolean ignored() {
    return unanswered() && !farSight().handshake().syns().isEmpty() && !lostOnTheWayBack();
  }

  /** {@return whether the client was refused by a RST that the far point did not see} */
  boolean refusedBetween() {
    return near.outcome() == Outcome.REFUSED_RST && !resetBy(farSight(), Party.SERVER);
  }

  /**
   * {@return the RSTs of an open connection that reached one point in the name of an end, and did
   * not pass the point where that end's packets pass first}
   */
  List<Reset> resetBetween() {
    if (far.isEmpty() || near.outcome() == Outcome.REFUSED_RST) {
      return List.of();
    }
    WireSight arrived = resetBy(farSight(), Party.SERVER) ? WireSight.NOTHING : near.wire();
    WireSight left = resetBy(near.wire(), Party.CLIENT) ? WireSight.NOTHING : farSight();
    return Stream.concat(
            arrived.resets().stream().filter(reset -> reset.from() == Party.SERVER),
            left.resets().stream().filter(reset -> reset.from() == Party.CLIENT))
        .toList();
  }

  private static boolean resetBy(WireSight sight, Party party) {
    return sight.resets().stream().map(Reset::from).anyMatch(from -> from == party);
  }
}
