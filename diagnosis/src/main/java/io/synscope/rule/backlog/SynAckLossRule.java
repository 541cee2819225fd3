package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Handshake;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Silence;
import io.synscope.rule.Trait;
import java.util.List;

/** SYN-ACKs are lost on the way back, more of them than other packets. */
public final class SynAckLossRule implements Rule {
  private static final int MANY = 3;
  private static final double SHARE = 0.05;
  private static final double BY_LOSS = 0.001;
  private static final Cause CAUSE =
      Cause.named("synack_loss_only", Severity.CRITICAL)
          .title("SYN-ACKs are lost on the way back")
          .meaning(
              "The server accepts the first SYN, and its SYN-ACK does not arrive: the way back loses"
                  + " packets (asymmetric routing, a one-way filter or policer), and each loss costs"
                  + " the connect a second and more.")
          .remedy(
              "Compare both directions.",
              "mtr -n -T -P {port} -c 50 {host}  # and the same from the server to the client",
              "Neither direction shows loss at its last hop.")
          .remedy(
              "Look on the way back for filters that treat SYN-ACKs differently, and for a second path.",
              "ip route get CLIENT  # on {host} and on each router",
              "Packets to the client go back through the routers they came by.")
          .nextTest("Capture on both sides: SYN-ACKs that leave the server and do not arrive")
          .cite("RFC 7323 4.3; Linux tcp_check_req: the request keeps the first SYN's timestamp");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> lost =
          listener.matching(
              Trait.HANDSHAKE_REPEATED, attempt -> lost(file, attempt) && file.earnest(attempt));
      if (!lost.isEmpty() && Silence.at(file, listener).unacknowledged().isEmpty()) {
        judge(file, docket, listener, lost);
      }
    }
  }

  private static boolean lost(CaseFile file, ConnectionAttempt attempt) {
    LossSide side =
        attempt.sight() instanceof SocketSight socket
            ? socket.lossSide()
            : attempt.wire().handshake().lossSide();
    return side == LossSide.RETURN
        && (attempt.probed() || Arrivals.repeatedByTimer(attempt.wire().handshake()))
        && file.story(attempt) != Story.SPURIOUS_SYN_RETRANSMIT
        && (attempt.outcome().established() || attempt.outcome() == Outcome.SYNACK_UNACKED);
  }

  private static void judge(
      CaseFile file, Docket docket, Listener listener, List<ConnectionAttempt> lost) {
    Endpoint server = listener.server();
    int answered = listener.established().size() + listener.with(Outcome.SYNACK_UNACKED).size();
    BackgroundLoss background = BackgroundLoss.from(file, server.address());
    double chance = background.chanceOf(lost.size(), answered);
    boolean elsewhere = !docket.at(server, "random_loss").isEmpty();
    if (elsewhere) {
      BackgroundLoss there = BackgroundLoss.towards(file, server.address());
      chance = Math.max(chance, there.chanceOf(lost.size(), answered));
    }
    if ((background.lost() > 0 || elsewhere) && chance > BY_LOSS) {
      return;
    }
    boolean often = lost.size() >= MANY && lost.size() >= SHARE * answered;
    boolean cutShort = lost.stream().allMatch(attempt -> cutShort(file, attempt));
    Draft draft =
        docket
            .find(CAUSE)
            .at(server)
            .hits(lost)
            .severity(often || lost.size() * 2 >= answered ? Severity.CRITICAL : Severity.WARNING)
            .confidence(cutShort ? Confidence.POSSIBLE : confidence(lost.size(), chance))
            .say(
                "%s of %d to %s had their SYN accepted, but not the SYN-ACK delivered.",
                Phrase.count(lost.size(), "attempt"), answered, server)
            .handshakes(
                "the SYN-ACK that counted answers the first SYN although more were sent",
                lost,
                CAUSE.cite())
            .ruleOut("accept_queue_overflow", "the listener had accepted the first SYN")
            .ruleOut("syn_loss_only", "the first SYN had arrived");
    if (chance > BY_LOSS) {
      draft.alternative("random_loss");
    }
    if (cutShort) {
      draft.alternative("synack_late");
    }
  }

  /**
   * The capture ends before the answer to the last SYN would have come, had the first one been as
   * long on its way as it seems, and no other packet tells how long the way is.
   */
  private static boolean cutShort(CaseFile file, ConnectionAttempt attempt) {
    Handshake handshake = attempt.wire().handshake();
    if (attempt.probed() || !handshake.lastSyn().seen() || !handshake.firstSynAck().seen()) {
      return false;
    }
    long perhaps = handshake.firstSynAck().since(handshake.firstSyn());
    return handshake.synAcks().size() == 1
        && file.untilEnd(handshake.lastSyn().nanos()) < perhaps
        && !heardSooner(attempt, perhaps);
  }

  private static boolean heardSooner(ConnectionAttempt attempt, long perhaps) {
    RoundTrip measured = attempt.wire().fromClient().roundTrip();
    return measured.samples() > 0 && measured.minNanos() < perhaps / 2;
  }

  private static Confidence confidence(int lost, double chance) {
    if (lost == 1) {
      return Confidence.POSSIBLE;
    }
    return chance > BY_LOSS ? Confidence.LIKELY : Confidence.STRONG;
  }
}
