package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** SYNs from many sources that never go on: a flood. */
public final class SynFloodRule implements Rule {
  private static final int SURE = 100;
  private static final long FOLDED = 1000;
  private static final double FOLDED_SHARE = 0.9;
  private static final Cause CAUSE =
      Cause.named("syn_flood", Severity.WARNING)
          .title("SYN flood")
          .meaning(
              "Many sources send one SYN each and never complete the handshake: the sources are most"
                  + " likely false, and the flood fills the listener's SYN queue.")
          .remedy(
              "Keep SYN cookies on; they hold the listener open at no cost.",
              "sysctl -w net.ipv4.tcp_syncookies=1",
              "Honest clients connect: redis-cli -h {host} -p {port} PING")
          .remedy(
              "Let only the networks of your clients reach the port.",
              "nft insert rule inet filter input tcp dport {port} ip saddr != CLIENTS drop",
              "ss -tn state syn-recv 'sport = :{port}' | wc -l falls.")
          .remedy(
              "Stop false sources where they enter your network.",
              "sysctl -w net.ipv4.conf.all.rp_filter=1",
              "The rate of SYNs at the server falls: nstat TcpPassiveOpens TcpExtSyncookiesSent")
          .nextTest("On {host}: do TcpExtSyncookiesSent or TcpExtTCPReqQFullDrop rise (nstat -az)?")
          .cite("RFC 4987 2; RFC 6298 2.1: a host that wants to connect repeats its SYN");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> flood = file.flood(listener.server());
      if (!flood.isEmpty()) {
        seen(docket, listener, flood);
      }
    }
    for (FoldedAttempts folded : file.observations().folded()) {
      if (isFlood(folded) && docket.at(folded.server(), CAUSE.id()).isEmpty()) {
        counted(docket, folded);
      }
    }
  }

  private static void seen(Docket docket, Listener listener, List<ConnectionAttempt> flood) {
    Endpoint server = listener.server();
    long sources = flood.stream().map(a -> a.tuple().client().address()).distinct().count();
    long nanos = flood.get(flood.size() - 1).firstSeen().since(flood.get(0).firstSeen());
    boolean harms = listener.with(Outcome.UNANSWERED).stream().anyMatch(a -> !flood.contains(a));
    boolean sure =
        flood.stream().filter(a -> a.outcome() != Outcome.INCONCLUSIVE_TAIL).count() >= SURE;
    Draft draft =
        docket
            .find(CAUSE)
            .at(server)
            .hits(flood)
            .severity(harms ? Severity.CRITICAL : Severity.WARNING)
            .confidence(sure ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "%s from %s reached %s within %s; each was sent once, and none completed a"
                    + " handshake.",
                Phrase.count(flood.size(), "SYN"),
                Phrase.count(sources, "source"),
                server,
                Phrase.span(nanos))
            .handshakes("SYNs that were never repeated and never completed", flood, CAUSE.cite())
            .ruleOut("accept_queue_overflow", "these sources do not complete handshakes at all");
    if (!sure) {
      draft.alternative("drop_return_path");
    }
  }

  private static boolean isFlood(FoldedAttempts folded) {
    long open =
        folded.byOutcome().getOrDefault(Outcome.UNANSWERED, 0L)
            + folded.byOutcome().getOrDefault(Outcome.INCONCLUSIVE_TAIL, 0L)
            + folded.byOutcome().getOrDefault(Outcome.SYNACK_UNACKED, 0L);
    return folded.count() >= FOLDED
        && open >= folded.count() * FOLDED_SHARE
        && folded.sources() >= SURE;
  }

  private static void counted(Docket docket, FoldedAttempts folded) {
    docket
        .find(CAUSE)
        .at(folded.server())
        .count((int) Math.min(Integer.MAX_VALUE, folded.count()))
        .between(new Moment(folded.firstNanos(), 0), new Moment(folded.lastNanos(), 0))
        .confidence(Confidence.LIKELY)
        .say(
            "%s from about %s reached %s within %s, too many to keep apart; hardly any completed a"
                + " handshake.",
            Phrase.count(folded.count(), "SYN"),
            Phrase.count(folded.sources(), "source"),
            folded.server(),
            Phrase.span(folded.lastNanos() - folded.firstNanos()))
        .evidence("attempts counted by outcome: " + folded.byOutcome(), List.of(), CAUSE.cite());
  }
}
