package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Rule;

/** The server does not read the requests. */
public final class ZeroWindowServerRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("zero_window_server", Severity.WARNING)
          .title("The server does not read")
          .meaning(
              "The server's receive buffer is full because its process does not read: its event loop is"
                  + " blocked, stopped or starved. Clients that pipeline have to wait.")
          .remedy(
              "Look for what blocks the event loop.",
              "redis-cli -h {host} -p {port} SLOWLOG GET 25; redis-cli -h {host} -p {port} LATENCY LATEST",
              "No window of zero in the next capture.")
          .remedy(
              "See whether the process was stopped, swapping or without CPU.",
              "cat /proc/$(pidof redis-server)/status | grep -E 'State|VmSwap'; cat /proc/pressure/cpu",
              "State is S or R, VmSwap is 0.")
          .nextTest("ss -tm on the server while it happens: Recv-Q stays full")
          .cite("RFC 9293 3.8.6.1 (zero-window probing)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    new ZeroWindow(Party.SERVER)
        .judge(
            CAUSE,
            file,
            docket,
            "The server did not read on %s to %s for up to %s: it advertised a window of zero.");
  }
}
