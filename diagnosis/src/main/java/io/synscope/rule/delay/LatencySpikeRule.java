package io.synscope.rule.delay;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.RoundTripPeak;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** For a while every packet takes longer, and then no more. */
public final class LatencySpikeRule implements Rule {
  private static final int CONNECTIONS = 2;
  private static final long SMALL_BYTES = 32 * 1024;

  private static final Cause CAUSE =
      Cause.named("latency_spike", Severity.WARNING)
          .title("The network was slow for a while")
          .meaning(
              "The round trip rises for a while on several connections at once and falls back, with little"
                  + " in flight and nothing lost: a path change, a busy hypervisor or a queue that others fill.")
          .remedy(
              "Ask for the path and the hosts at that time: route changes, live migration, throttled"
                  + " network allowances.",
              "ethtool -S eth0 | grep -i allowance; mtr --tcp --port {port} {host}",
              "Round trips stay near their least value.")
          .nextTest(
              "capture on the server at the same time: request and reply close together there, apart here")
          .cite("RFC 6298 2; Linux TCP_DELACK_MIN");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits = listener.matching(attempt -> !spikes(attempt).isEmpty());
      if (hits.size() >= CONNECTIONS && !docket.has("bufferbloat")) {
        long highest =
            hits.stream()
                .flatMap(hit -> spikes(hit).stream())
                .mapToLong(RoundTripPeak::nanos)
                .max()
                .orElse(0);
        long least =
            hits.stream()
                .mapToLong(hit -> hit.wire().fromClient().roundTrip().minNanos())
                .min()
                .orElse(0);
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.LIKELY)
            .say(
                "The way to %s took up to %s instead of %s for a while, on %s.",
                listener.server(),
                Phrase.span(highest),
                Phrase.span(least),
                Phrase.count(hits.size(), "connection"))
            .alternative("redis_slow_command")
            .ruleOut("random_loss", "nothing was lost")
            .evidence(
                "ACKs that came late and with the reply: the server's kernel would have acknowledged by itself after 40 ms",
                Frames.ofAttempts(hits, LatencySpikeRule::frames),
                CAUSE.cite());
      }
    }
  }

  private static List<RoundTripPeak> spikes(ConnectionAttempt attempt) {
    return Peaks.of(attempt, Party.CLIENT).stream()
        .filter(peak -> peak.inFlightBytes() < SMALL_BYTES)
        .toList();
  }

  private static List<Long> frames(ConnectionAttempt attempt) {
    return Frames.of(spikes(attempt).stream().map(RoundTripPeak::at).toArray(Moment[]::new));
  }
}
