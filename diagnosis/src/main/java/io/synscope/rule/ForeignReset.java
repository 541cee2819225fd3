package io.synscope.rule;

import io.synscope.finding.Confidence;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import io.synscope.story.HopBaseline;
import java.util.Optional;

/**
 * A RST in the middle of a connection that its supposed sender did not send, as far as hop counts
 * and sequence numbers tell.
 *
 * @param attempt the connection
 * @param reset the RST
 * @param usualHopLimit TTL of everything else that the supposed sender sent; 0 unknown
 * @param confidence how sure it is that another machine made it
 * @param idleNanos how long the connection had been silent when it, or what it answers, came
 */
public record ForeignReset(
    ConnectionAttempt attempt,
    Reset reset,
    int usualHopLimit,
    Confidence confidence,
    long idleNanos) {
  private static final int BASELINE_PACKETS = 3;
  private static final long PROMPT_NANOS = 1_000_000_000L;

  /** {@return the forged RST that ended this connection, if one did} */
  public static Optional<ForeignReset> of(CaseFile file, ConnectionAttempt attempt) {
    if (file.story(attempt) != Story.RESET_BY_PATH
        || attempt.outcome() == Outcome.RESET_AFTER_HANDSHAKE && neverAsked(attempt)) {
      return Optional.empty();
    }
    return attempt.wire().resets().stream().findFirst().map(reset -> judge(file, attempt, reset));
  }

  private static boolean neverAsked(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().volume().payloadBytes() == 0;
  }

  private static ForeignReset judge(CaseFile file, ConnectionAttempt attempt, Reset reset) {
    HopBaseline.Hops usual =
        file.hops()
            .of(
                reset.from() == Party.SERVER
                    ? attempt.tuple().server().address()
                    : attempt.tuple().client().address())
            .orElse(new HopBaseline.Hops(0, 0, 0));
    return new ForeignReset(
        attempt, reset, usual.high(), confidence(reset, usual), idleBefore(attempt, reset));
  }

  private static Confidence confidence(Reset reset, HopBaseline.Hops usual) {
    if (!reset.conflict().isEmpty()) {
      return Confidence.STRONG;
    }
    if (usual.high() == 0) {
      return Confidence.POSSIBLE;
    }
    boolean sameDistance =
        HopBaseline.routersPassed(reset.hopLimit()) == HopBaseline.routersPassed(usual.high());
    if (sameDistance) {
      return Confidence.POSSIBLE; // the host may give RSTs another initial TTL
    }
    return usual.packets() >= BASELINE_PACKETS ? Confidence.STRONG : Confidence.LIKELY;
  }

  private static long idleBefore(ConnectionAttempt attempt, Reset reset) {
    WireSight wire = attempt.wire();
    IdleGap gap = wire.longestIdle();
    boolean answersFirstWord =
        gap.nanos() > 0
            && reset.at().nanos() >= gap.next().nanos()
            && reset.at().since(gap.next()) < PROMPT_NANOS
            && !spokeBetween(wire, reset.from(), gap);
    long unprovoked = reset.answerNanos() >= PROMPT_NANOS ? wire.ending().quietNanos() : 0;
    return answersFirstWord ? gap.nanos() : unprovoked;
  }

  private static boolean spokeBetween(WireSight wire, Party supposed, IdleGap gap) {
    return wire.from(supposed).volume().lastData().seen()
        && wire.from(supposed).volume().lastData().nanos() > gap.next().nanos();
  }

  /** {@return what speaks against the supposed sender, in a few words} */
  public String because() {
    if (!reset.conflict().isEmpty()) {
      return reset.conflict();
    }
    return "its TTL is "
        + reset.hopLimit()
        + ", everything else from that host arrives with "
        + usualHopLimit;
  }
}
