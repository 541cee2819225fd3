package io.synscope.rule.delay;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Party;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.RoundTripPeak;
import io.synscope.observation.SentHalf;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A bulk transfer fills a deep queue on the way, and everything else waits behind it. */
public final class BufferbloatRule implements Rule {
  private static final int SAMPLES = 20;
  private static final int FACTOR = 5;
  private static final long LATE_NANOS = 20_000_000L;
  private static final long BAD_NANOS = 100_000_000L;
  private static final int LOSS_SHARE = 50; // one in fifty: then the queue drops, and is not deep

  private static final Cause CAUSE =
      Cause.named("bufferbloat", Severity.WARNING)
          .title("A bulk transfer fills a queue on the path")
          .meaning(
              "While one connection sends much at once, round trips grow with what it has in flight"
                  + " and fall when it is done: a slow link with a deep queue. Small requests behind"
                  + " it wait in that queue, and nothing is lost.")
          .remedy(
              "Find the narrow link, and put a queue there that keeps delay short.",
              "tc qdisc replace dev IFACE root fq_codel   # or cake bandwidth RATE",
              "Round trips stay near the least while the transfer runs.")
          .remedy(
              "Send less at once: values of 100 kB and not of megabytes, and bulk loads on a"
                  + " connection and at a time of their own.",
              "redis-cli -h {host} -p {port} --bigkeys",
              "No value that takes longer than a few round trips.")
          .remedy(
              "Pace the sender.",
              "sysctl -w net.core.default_qdisc=fq net.ipv4.tcp_congestion_control=bbr",
              "ss -ti shows bbr, and rtt stays near minrtt during the transfer.")
          .nextTest("ping the server during a bulk transfer and after it")
          .cite("RFC 8290; RFC 7567");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      for (Party sender : LatePeaks.measurable(file.vantage())) {
        List<ConnectionAttempt> bulk =
            listener.matching(Trait.BULK, attempt -> fillsAQueue(attempt.wire().from(sender)));
        if (!bulk.isEmpty()) {
          write(file, docket, listener, sender, bulk);
        }
      }
    }
  }

  private static void write(
      CaseFile file, Docket docket, Listener listener, Party sender, List<ConnectionAttempt> bulk) {
    ConnectionAttempt first = bulk.get(0);
    RoundTrip roundTrip = first.wire().from(sender).roundTrip();
    List<LatePeaks.Late> victims =
        LatePeaks.suspects(file, first).peaks().stream()
            .filter(late -> !bulk.contains(late.attempt()))
            .filter(late -> overlaps(late, first, sender))
            .toList();
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(bulk)
            .confidence(victims.isEmpty() ? Confidence.LIKELY : Confidence.STRONG)
            .severity(
                victims.isEmpty() && roundTrip.medianNanos() < BAD_NANOS
                    ? Severity.INFO
                    : Severity.WARNING)
            .say(
                "While %s sent %d kB, round trips with %s rose from %s to %s%s.",
                sender == Party.CLIENT ? first.tuple().client() : first.tuple().server(),
                first.wire().from(sender).volume().payloadBytes() / 1000,
                listener.server(),
                Phrase.span(roundTrip.minNanos()),
                Phrase.span(roundTrip.maxNanos()),
                victims.isEmpty()
                    ? ""
                    : ", and small requests waited up to "
                        + Phrase.span(
                            victims.stream().mapToLong(v -> v.peak().nanos()).max().orElse(0)))
            .alternative("latency_spike")
            .ruleOut("random_loss", "next to nothing had to be sent again")
            .ruleOut("redis_slow_command", "acknowledgments of the kernel are late, too")
            .evidence(
                "round trips grow with the bytes in flight",
                Frames.of(roundTrip.peaks().stream().map(RoundTripPeak::at).toList()),
                CAUSE.cite());
    if (!victims.isEmpty()) {
      draft.evidence(
          "late acknowledgments on other connections at that time",
          new LatePeaks(victims, 0).frames(),
          CAUSE.cite());
    }
  }

  /**
   * A bulk transfer is known by its bytes. How many were in flight at its late ACKs says less: most
   * of these come when the queue drains.
   */
  private static boolean fillsAQueue(SentHalf half) {
    RoundTrip trip = half.roundTrip();
    return trip.samples() >= SAMPLES
        && half.volume().payloadBytes() >= Trait.BULK_BYTES
        && trip.medianNanos() >= LATE_NANOS
        && trip.medianNanos() >= FACTOR * trip.minNanos()
        && (long) half.repair().lostRanges() * LOSS_SHARE <= half.volume().dataSegments();
  }

  private static boolean overlaps(LatePeaks.Late late, ConnectionAttempt bulk, Party sender) {
    SentHalf half = bulk.wire().from(sender);
    return late.peak().at().nanos() >= half.volume().firstData().nanos()
        && late.sentNanos() <= half.volume().lastData().nanos() + half.roundTrip().maxNanos();
  }
}
