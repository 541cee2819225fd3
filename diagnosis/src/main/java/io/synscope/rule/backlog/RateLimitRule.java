package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.List;

/** New connections pass by a clock: a rate limit drops the SYNs between its ticks. */
public final class RateLimitRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("syn_rate_limit", Severity.CRITICAL)
          .title("New connections are rate limited")
          .meaning(
              "SYNs are answered at equal intervals however many come, and dropped in between: a rate"
                  + " limit on new connections (iptables limit or hashlimit, a cloud allowance, a load"
                  + " balancer) stands before the listener.")
          .remedy(
              "Find the limit.",
              "nft list ruleset | grep -n 'limit rate'; iptables-save | grep -nE 'limit|connlimit'",
              "Its counter rises with each dropped SYN.")
          .remedy(
              "Raise the limit, or connect less often: keep connections in a pool.",
              "",
              "Connects per second stay below the limit, and no SYN is repeated.")
          .nextTest("On cloud instances: ethtool -S INTERFACE | grep allowance_exceeded")
          .cite("nft(8) limit; RFC 6298 5.5");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Overload overload : Overload.because(file, Reason.RATE_LIMIT)) {
      Endpoint server = overload.listener().server();
      List<ConnectionAttempt> ignored = overload.drops().ignored();
      docket
          .find(CAUSE)
          .at(server)
          .hits(ignored)
          .confidence(Confidence.LIKELY)
          .say(
              "%s answered SYNs by a clock and %s of %d stayed unanswered: a rate limit on new"
                  + " connections.",
              server, Phrase.count(ignored.size(), "attempt"), overload.drops().total())
          .handshakes("SYNs that were dropped between answered ones", ignored, CAUSE.cite())
          .alternative("syn_loss_only")
          .ruleOut(
              "accept_queue_overflow",
              "whether a SYN is answered does not depend on how many connections wait to be served");
    }
  }
}
