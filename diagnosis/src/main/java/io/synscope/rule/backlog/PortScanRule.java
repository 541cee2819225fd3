package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One host tries many endpoints at which it gets nowhere. */
public final class PortScanRule implements Rule {
  private static final int SURE = 50;
  private static final Cause CAUSE =
      Cause.named("port_scan", Severity.WARNING)
          .title("A host tries many endpoints in vain, as scans do")
          .meaning(
              "One host sends SYNs to many endpoints and talks to none of them: a port scan, a"
                  + " sweep, or a list of peers that are gone; these attempts say nothing of the"
                  + " servers.")
          .remedy(
              "Find out who it is: a monitoring system, a scanner of your own, or an intruder.",
              "getent hosts ADDRESS",
              "Its owner knows of it.")
          .remedy(
              "Let only the networks of your clients reach the ports that serve them.",
              "nft insert rule inet filter input tcp dport PORT ip saddr != CLIENTS drop",
              "Its SYNs stay unanswered.")
          .nextTest("ask whoever owns the source address whether it scans on purpose")
          .cite("RFC 2828 port scan");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (!file.scanned()) {
      return;
    }
    Map<Address, List<ConnectionAttempt>> byScanner =
        file.attempts().stream()
            .filter(file::scans)
            .collect(
                Collectors.groupingBy(
                    attempt -> attempt.tuple().client().address(),
                    TreeMap::new,
                    Collectors.toList()));
    byScanner.forEach((scanner, attempts) -> write(docket, scanner, attempts));
  }

  private static void write(Docket docket, Address scanner, List<ConnectionAttempt> attempts) {
    long endpoints = attempts.stream().map(attempt -> attempt.tuple().server()).distinct().count();
    long hosts =
        attempts.stream().map(attempt -> attempt.tuple().server().address()).distinct().count();
    long ports =
        attempts.stream().mapToInt(attempt -> attempt.tuple().server().port()).distinct().count();
    boolean peers = hosts > endpoints / 2 && ports > endpoints / 2; // as in lists of peers
    Confidence sure = endpoints >= SURE ? Confidence.STRONG : Confidence.LIKELY;
    docket
        .find(CAUSE)
        .hits(attempts)
        .confidence(peers ? Confidence.POSSIBLE : sure)
        .say(
            "%s tried %s on %s and talked to none of them%s.",
            scanner,
            Phrase.count(endpoints, "endpoint"),
            Phrase.count(hosts, "host"),
            peers ? "; most had a port of their own, as peers in a list do" : "")
        .handshakes("SYNs to one endpoint after the other", attempts, CAUSE.cite());
  }
}
