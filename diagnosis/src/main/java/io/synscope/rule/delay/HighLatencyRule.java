package io.synscope.rule.delay;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.ControlSegments;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.PlainAcks;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Rule;
import java.util.Comparator;
import java.util.List;

/** Client and server are far apart: every round trip, the shortest too, takes long. */
public final class HighLatencyRule implements Rule {
  private static final long FAR_NANOS = 10_000_000L;
  private static final long REPEATS_SYN_NANOS = 1_000_000_000L;
  private static final int USUAL = 3;

  private static final Cause CAUSE =
      Cause.named("high_latency", Severity.WARNING)
          .title("Client and server are far apart")
          .meaning(
              "Even the shortest round trip takes long, and evenly so: that is distance (another"
                  + " region, a VPN, a detour), not congestion and not the server. Light in fibre"
                  + " needs 1 ms for each 100 km there and back.")
          .remedy(
              "See where the time goes.",
              "mtr -rwzbc 50 -T -P {port} {host}",
              "The hop that adds the time is the one that should.")
          .remedy(
              "Place the client in the server's region and zone, or a replica near the client.",
              "redis-cli -h {host} -p {port} --latency",
              "Same zone 0.1 to 0.3 ms, other zone 0.5 to 1.5 ms.")
          .remedy(
              "Where distance must be, need fewer round trips: pipelines, MGET, scripts, a local"
                  + " cache.",
              "",
              "One page needs one round trip and not twenty.")
          .nextTest("synscope compare between this client and one in the server's zone")
          .cite("RFC 2681; ITU-T G.114 (propagation)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (ControlSegments.alone(file) || PlainAcks.missing(file)) {
      return; // the ACKs that completed handshakes are not there: a FIN came in their place
    }
    for (Listener listener : file.listeners()) {
      if (listener.attempts().stream().noneMatch(attempt -> near(file, attempt))) {
        List<ConnectionAttempt> timed = listener.matching(attempt -> timed(file, attempt));
        timed.stream()
            .min(Comparator.comparingLong(ConnectionAttempt::handshakeNanos))
            .filter(HighLatencyRule::confirmed)
            .ifPresent(nearest -> write(docket, listener, timed, nearest));
      }
    }
  }

  private static void write(
      Docket docket, Listener listener, List<ConnectionAttempt> timed, ConnectionAttempt nearest) {
    long least = nearest.handshakeNanos();
    boolean troubled =
        !docket
            .drafts(
                draft ->
                    draft.severity() != Severity.INFO
                        && draft.server().filter(listener.server()::equals).isPresent())
            .isEmpty();
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(timed)
            .confidence(timed.size() >= USUAL ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "The shortest of %s with %s took %s: each request waits that long for the way"
                    + " alone%s.",
                Phrase.count(timed.size(), "handshake"),
                listener.server(),
                Phrase.span(least),
                least >= REPEATS_SYN_NANOS
                    ? ", longer than the SYN's timer, so SYNs are repeated although nothing is lost"
                    : "")
            .ruleOut("latency_spike", "the shortest round trip is long, too")
            .ruleOut("redis_slow_command", "kernels answer handshakes without Redis")
            .handshakes(
                "handshakes, timed from the SYN to the ACK that completes them",
                timed,
                CAUSE.cite());
    if (troubled) { // a footnote to graver things, and no calm measure of the distance
      draft.severity(Severity.INFO).confidence(Confidence.LIKELY);
    }
  }

  private static boolean near(CaseFile file, ConnectionAttempt attempt) {
    return attempt.handshakeNanos() < FAR_NANOS && timed(file, attempt);
  }

  private static boolean timed(CaseFile file, ConnectionAttempt attempt) {
    return attempt.handshakeNanos() > 0
        && RedisTalk.expected(attempt)
        && (attempt.probed() || attempt.wire().handshake().finalAck().seen())
        && (attempt.outcome() == Outcome.ESTABLISHED_CLEAN
            || file.story(attempt) == Story.SPURIOUS_SYN_RETRANSMIT);
  }

  /** Data took as long as the handshake: both sides of the capture point together. */
  private static boolean confirmed(ConnectionAttempt attempt) {
    RoundTrip there = attempt.wire().fromClient().roundTrip();
    RoundTrip back = attempt.wire().fromServer().roundTrip();
    return there.samples() + back.samples() == 0
        || there.minNanos() + back.minNanos() >= attempt.handshakeNanos() / 2;
  }
}
