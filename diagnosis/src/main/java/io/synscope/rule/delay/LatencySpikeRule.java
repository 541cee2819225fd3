package io.synscope.rule.delay;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.LossyPath;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;
import java.util.Set;

/** The way took much longer for a while: kernels acknowledged late, on all connections at once. */
public final class LatencySpikeRule implements Rule {
  private static final int REPEATED = 3;
  private static final long SMALL_BYTES = 16_384;
  private static final long BULK_BYTES = 65_536;

  private static final Cause CAUSE =
      Cause.named("latency_spike", Severity.WARNING)
          .title("The network was slow for a while")
          .meaning(
              "For a while every round trip took many times the usual, even for what kernels answer"
                  + " by themselves: the time passed on the way (a congested or rerouted link, a"
                  + " host without CPU), not in Redis.")
          .remedy(
              "Watch the path while it happens.",
              "mtr -rwzbc 200 -i 0.2 -T -P {port} {host}",
              "The hop that adds the time is found.")
          .remedy(
              "Look at both hosts for that time: CPU steal, softirq, a full link.",
              "sar -n DEV,EDEV 1 10; sar -u ALL 1 10",
              "%steal and %soft are low, and no interface is near its rate.")
          .nextTest(
              "synscope probe from this client for some minutes: does it come back, and when?")
          .nextTest("capture on the server: there request and reply are close together")
          .cite("RFC 1122 4.2.3.2 (ACKs are never held longer than 0.5 s); RFC 6298");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained =
        docket.explainedBy(
            "bufferbloat", "zero_window_client", "zero_window_server", "high_latency");
    for (Listener listener : file.listeners()) {
      for (Party sender : LatePeaks.measurable(file.vantage())) {
        if (explained.isEmpty() || listener.attempts().stream().noneMatch(explained::contains)) {
          judge(file, docket, listener, sender);
        }
      }
    }
  }

  private static void judge(CaseFile file, Docket docket, Listener listener, Party sender) {
    if (!docket.at(listener.server(), CAUSE.id()).isEmpty() || listener.attempts().isEmpty()) {
      return;
    }
    LatePeaks all = LatePeaks.at(file, listener);
    List<LatePeaks.Late> late =
        all.of(sender).peaks().stream()
            .filter(one -> one.peak().inFlightBytes() <= SMALL_BYTES)
            .filter(one -> one.attempt().wire().from(sender).volume().payloadBytes() <= BULK_BYTES)
            .toList();
    if (late.size() >= REPEATED) {
      write(docket, listener, new LatePeaks(late, usual(late)));
    } else if (sender == Party.SERVER) {
      LateRequests.at(listener).ifPresent(requests -> write(docket, listener, requests));
    }
  }

  /** {@return the least round trip of those whose data were acknowledged late} */
  private static long usual(List<LatePeaks.Late> late) {
    return late.stream()
        .mapToLong(one -> one.attempt().wire().from(one.sender()).roundTrip().minNanos())
        .min()
        .orElse(0);
  }

  /** The server's capture sees the way there in the clients' own clocks. */
  private static void write(Docket docket, Listener listener, LateRequests requests) {
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(requests.hits())
        .count(requests.segments())
        .confidence(requests.hits().size() >= 2 ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s came to %s up to %s later than usual by the clocks in their timestamps, on %s: the"
                + " way there was slow for a while.",
            Phrase.count(requests.segments(), "segment"),
            listener.server(),
            Phrase.span(requests.greatestNanos()),
            Phrase.count(requests.hits().size(), "connection"))
        .alternative("bufferbloat")
        .ruleOut("redis_slow_command", "the time had passed before the requests came here")
        .ruleOut("random_loss", "nothing needed to be sent again")
        .evidence("the latest segment of each connection", requests.frames(), "RFC 7323 5.4");
  }

  private static void write(Docket docket, Listener listener, LatePeaks spike) {
    List<ConnectionAttempt> hits =
        spike.peaks().stream().map(LatePeaks.Late::attempt).distinct().toList();
    boolean repeated = LossyPath.explains(docket, listener.server(), spike.leastNanos());
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .count(spike.peaks().size())
            .between(spike.first(), spike.last())
            .confidence(hits.size() >= 2 && !repeated ? Confidence.LIKELY : Confidence.POSSIBLE)
            .say(
                "Round trips with %s rose from %s to %s for %s: %s late on %s.",
                listener.server(),
                Phrase.span(spike.baseNanos()),
                Phrase.span(spike.greatestNanos()),
                Phrase.span(spike.last().since(spike.first()) + spike.greatestNanos()),
                Phrase.count(spike.peaks().size(), "acknowledgment"),
                Phrase.count(hits.size(), "connection"))
            .alternative("bufferbloat")
            .ruleOut(
                "redis_slow_command",
                "the server's kernel acknowledges by itself within 40 ms, and did not for "
                    + Phrase.span(spike.leastNanos()))
            .evidence(
                "acknowledgments that took "
                    + Phrase.range(spike.leastNanos(), spike.greatestNanos())
                    + ", with little data in flight",
                spike.frames(),
                CAUSE.cite());
    if (repeated) {
      draft.alternative("random_loss");
    } else {
      draft.ruleOut("random_loss", "nothing needed to be sent again");
    }
  }
}
