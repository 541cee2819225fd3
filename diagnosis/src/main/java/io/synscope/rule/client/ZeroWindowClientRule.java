package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Rule;

/** The client does not read its reply. */
public final class ZeroWindowClientRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("zero_window_client", Severity.WARNING)
          .title("The client does not read")
          .meaning(
              "The client's receive buffer is full because its process does not read: a pause of the"
                  + " garbage collector, a blocked thread, a subscriber slower than its channel. The"
                  + " server has to wait.")
          .remedy(
              "Look at the client process at that time: garbage collection, a blocked reader thread,"
                  + " CPU taken away.",
              "ss -tmi dst {host}",
              "Recv-Q of the client's socket drains; no window of zero in the next capture.")
          .remedy(
              "Ask for less at once: SCAN with COUNT, LRANGE in pages, pipelines of bounded length.",
              "",
              "Replies fit the receive buffer (net.ipv4.tcp_rmem).")
          .nextTest("ss -tm on the client while it happens: Recv-Q stays full")
          .cite(
              "RFC 9293 3.8.6.1 (zero-window probing); Linux net/ipv4/tcp_output.c tcp_xmit_probe_skb");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    new ZeroWindow(Party.CLIENT)
        .judge(
            CAUSE,
            file,
            docket,
            "The client of %s to %s did not read for up to %s: it advertised a window of zero.");
  }
}
