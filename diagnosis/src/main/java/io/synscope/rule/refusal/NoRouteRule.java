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

/** A router has no route to the server's network. */
public final class NoRouteRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("no_route_at_router", Severity.CRITICAL)
          .title("No route to the server's network")
          .meaning(
              "A router on the way has no route to the server's network and says so with ICMP network"
                  + " unreachable; routers send few of these a second, so some SYNs stay unanswered.")
          .remedy(
              "Ask the router that sent the ICMP error for its route to the server.",
              "ip route get {host}",
              "It prints a next hop instead of \"Network is unreachable\".")
          .remedy(
              "Check that the clients use the right address: a typing error or a stale DNS record leads"
                  + " here too.",
              "getent ahosts NAME",
              "The name gives an address in a network that is routed.")
          .nextTest("ip route get {host} on the router that answered: is there a route?")
          .cite("RFC 792; RFC 1812 4.3.3.1; RFC 4443 3.1");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> rejected = Rejections.at(file, listener, IcmpReport::noRoute);
      if (!rejected.isEmpty()) {
        Rejections.write(docket, CAUSE, listener, rejected).confidence(Confidence.STRONG);
      }
    }
  }
}
