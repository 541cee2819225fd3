package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.backlog.Overload.Reason;
import io.synscope.story.Latecomers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** SYNs are lost, by no other pattern than chance, and more of them than other packets. */
public final class SynLossRule implements Rule {
  private static final int MANY = 3;
  private static final double SHARE = 0.05;
  private static final double SURPRISE = 0.001;
  private static final String PORTS = "RFC 6056 3.3.3; RFC 6298 5.7";
  private static final Cause CAUSE =
      Cause.named("syn_loss_only", Severity.CRITICAL)
          .title("SYNs are lost, other packets are not")
          .meaning(
              "Some SYNs get no answer while established connections lose nothing: something on the way"
                  + " or on the server treats SYNs differently (a limiter, an intrusion filter, a full"
                  + " connection table, a full queue), and each lost SYN costs a second and more.")
          .remedy(
              "Capture on the server: a SYN that arrives there and is not answered is the host's doing.",
              "tcpdump -nni any 'tcp port {port} and tcp[tcpflags] & tcp-syn != 0'",
              "Each SYN of the client is there, and each is followed by a SYN-ACK.")
          .remedy(
              "Look for tables and limits on the way.",
              "conntrack -S; sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max;"
                  + " ethtool -S INTERFACE | grep allowance_exceeded",
              "count stays below max, insert_failed and drop do not rise.")
          .nextTest("On {host}: do TcpExtListenOverflows or TcpExtListenDrops rise (nstat -az)?")
          .cite("RFC 6298 5.5; RFC 7323 4.3 (TSecr of the SYN-ACK)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Overload overload : Overload.because(file, Reason.LOST_SYNS)) {
      Endpoint server = overload.listener().server();
      Drops drops = overload.drops();
      List<ConnectionAttempt> lost = drops.ignored();
      boolean surprising = drops.chanceOfLoss() < SURPRISE;
      if (!surprising && !docket.at(server, "random_loss").isEmpty()) {
        continue;
      }
      boolean often = lost.size() >= MANY && lost.size() >= SHARE * drops.total();
      Draft draft =
          docket
              .find(CAUSE)
              .at(server)
              .hits(lost)
              .severity(often ? Severity.CRITICAL : Severity.WARNING)
              .confidence(surprising && often ? Confidence.LIKELY : Confidence.POSSIBLE)
              .say(
                  "%s of %d to %s got no answer to the first SYN, while established connections lost"
                      + " nothing alike.",
                  Phrase.count(lost.size(), "attempt"), drops.total(), server)
              .handshakes("SYNs that had to be repeated", lost, CAUSE.cite())
              .alternative("accept_queue_overflow", "syn_rate_limit");
      lookalikes(draft, drops, lost);
    }
    missed(file, docket);
  }

  /** What a capture behind the loss shows of it: SYNs that come when their repetition is due. */
  private static void missed(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Endpoint server = listener.server();
      List<Latecomers.Late> late = file.late(listener);
      if (late.isEmpty() || !docket.at(server, "random_loss", CAUSE.id()).isEmpty()) {
        continue;
      }
      List<ConnectionAttempt> hits = late.stream().map(Latecomers.Late::attempt).toList();
      boolean often = late.size() >= MANY && late.size() >= SHARE * listener.attempts().size();
      docket
          .find(CAUSE)
          .at(server)
          .hits(hits)
          .severity(often ? Severity.CRITICAL : Severity.WARNING)
          .confidence(late.size() >= MANY ? Confidence.LIKELY : Confidence.POSSIBLE)
          .say(
              "%s to %s came a second and more after connections that the same client had opened"
                  + " later: the SYNs before it were lost on the way here.",
              Phrase.count(late.size(), "SYN"), server)
          .evidence(
              late.size() == 1 ? one(late.get(0)) : "for example, " + one(late.get(0)),
              frames(late),
              PORTS)
          .ruleOut("accept_queue_overflow", "the lost SYNs never reached the capture point")
          .alternative("random_loss", "syn_rate_limit");
    }
  }

  private static String one(Latecomers.Late late) {
    return String.format(
        Locale.ROOT,
        "port %d sent its SYN %s after port %d, although Linux hands ports to one destination upwards:"
            + " it had been opened before, and the pause is that of the SYN's timer",
        late.attempt().tuple().client().port(),
        Phrase.span(late.atLeastNanos()),
        late.opened().tuple().client().port());
  }

  private static List<Long> frames(List<Latecomers.Late> late) {
    return late.stream()
        .flatMap(one -> Stream.of(one.opened(), one.attempt()))
        .map(attempt -> attempt.wire().handshake().firstSyn().frame())
        .distinct()
        .toList();
  }

  private static void lookalikes(Draft draft, Drops drops, List<ConnectionAttempt> lost) {
    boolean forward =
        lost.stream().anyMatch(a -> a.wire().handshake().lossSide() == LossSide.FORWARD);
    if (forward) {
      draft.ruleOut(
          "synack_loss_only",
          "the SYN-ACK echoes the timestamp of a repeated SYN: the first had not arrived");
    } else {
      draft.alternative("synack_loss_only");
    }
    if (drops.chanceOfLoss() < SURPRISE) {
      draft.ruleOut(
          "random_loss",
          drops.background().lost()
              + " of "
              + drops.background().segments()
              + " data segments were lost, which does not explain it");
    } else {
      draft.alternative("random_loss");
    }
  }
}
