package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Rule;
import java.util.List;

/**
 * The SYN ran out of hops: routers send it in a circle, or it was sent with a small TTL on purpose.
 */
public final class RoutingLoopRule implements Rule {
  private static final int LEAST_LEFT = 32;
  private static final Cause CAUSE =
      Cause.named("routing_loop", Severity.CRITICAL)
          .title("The SYN ran out of hops")
          .meaning(
              "A router discards the SYN because its TTL has run out: routers pass it round in a circle,"
                  + " or the client set a small TTL on purpose, as traceroute does.")
          .remedy(
              "Look for routers that appear twice on the way.",
              "traceroute -n -T -p {port} {host}",
              "Each router appears once and the last line is {host}.")
          .nextTest("mtr -rwzbc 10 -T -P {port} {host}: do the same hops come again and again?")
          .cite("RFC 792 time exceeded; RFC 4443 3.3");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> rejected = Rejections.at(file, listener, IcmpReport::timeExceeded);
      if (!rejected.isEmpty()) {
        boolean onPurpose = rejected.stream().allMatch(RoutingLoopRule::fewHopsGiven);
        Rejections.write(docket, CAUSE, listener, rejected)
            .severity(onPurpose ? Severity.INFO : Severity.CRITICAL)
            .confidence(onPurpose ? Confidence.POSSIBLE : Confidence.LIKELY);
      }
    }
  }

  /** The SYN itself was sent with a TTL that no host starts with: somebody traces the route. */
  private static boolean fewHopsGiven(ConnectionAttempt attempt) {
    int hopLimit = attempt.wire().fromClient().hopLimitHigh();
    return hopLimit > 0 && hopLimit < LEAST_LEFT;
  }
}
