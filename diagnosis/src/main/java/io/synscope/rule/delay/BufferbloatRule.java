package io.synscope.rule.delay;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.RoundTripPeak;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** A bulk transfer fills a queue on the path, and everything behind it waits. */
public final class BufferbloatRule implements Rule {
  private static final long STANDING_NANOS = 50_000_000L;
  private static final int TIMES_LEAST = 20;
  private static final int SAMPLES = 16;
  private static final long BULK_BYTES = 64 * 1024;

  private static final Cause CAUSE =
      Cause.named("bufferbloat", Severity.WARNING)
          .title("A bulk transfer fills a queue on the path")
          .meaning(
              "While one connection has much in flight, its round trip grows to many times the least and stays"
                  + " there without loss: a slow link with a deep queue. Small requests of others wait in it.")
          .remedy(
              "Use a queue that keeps delay short at the bottleneck.",
              "tc qdisc replace dev eth0 root fq_codel",
              "Small requests keep their round trip while the bulk transfer runs.")
          .remedy(
              "Pace or split the bulk transfer, or move it to another link.",
              "",
              "The round trip of the bulk connection falls.")
          .nextTest("ping during and after the bulk transfer")
          .cite("RFC 7567; RFC 8290");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              attempt -> bloated(attempt, Party.CLIENT) || bloated(attempt, Party.SERVER));
      if (!hits.isEmpty()) {
        long standing =
            hits.stream()
                .mapToLong(hit -> Math.max(median(hit, Party.CLIENT), median(hit, Party.SERVER)))
                .max()
                .orElse(0);
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.LIKELY)
            .say(
                "The round trip to %s stood at %s while %s had much in flight, without loss.",
                listener.server(), Phrase.span(standing), Phrase.count(hits.size(), "connection"))
            .alternative("latency_spike")
            .ruleOut("redis_slow_command", "the delay grows with what is in flight")
            .evidence(
                "acknowledgments of a bulk transfer, later the more was in flight",
                Frames.ofAttempts(hits, BufferbloatRule::frames),
                CAUSE.cite());
      }
    }
  }

  private static boolean bloated(ConnectionAttempt attempt, Party sender) {
    RoundTrip trip = attempt.wire().from(sender).roundTrip();
    boolean standing =
        trip.samples() >= SAMPLES
            && trip.medianNanos() >= Math.max(STANDING_NANOS, trip.minNanos() * TIMES_LEAST);
    boolean lossless =
        attempt.wire().from(sender).repair().lostRanges() == 0
            && attempt.wire().from(sender.peer()).windowStalls().isEmpty();
    return standing
        && lossless
        && attempt.wire().from(sender).volume().payloadBytes() >= BULK_BYTES;
  }

  private static long median(ConnectionAttempt attempt, Party sender) {
    return bloated(attempt, sender) ? attempt.wire().from(sender).roundTrip().medianNanos() : 0;
  }

  private static List<Long> frames(ConnectionAttempt attempt) {
    Moment[] peaks =
        attempt.wire().fromClient().roundTrip().peaks().stream()
            .limit(4)
            .map(RoundTripPeak::at)
            .toArray(Moment[]::new);
    return peaks.length > 0 ? Frames.of(peaks) : attempt.handshakeFrames();
  }
}
