package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Rule;

/** The client does not read what it asked for. */
public final class ZeroWindowClientRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("zero_window_client", Severity.WARNING)
          .title("The client stopped reading")
          .meaning(
              "The client's receive window closed: its application did not read the reply, and the"
                  + " server had to wait. The client was paused (garbage collection), blocked, or"
                  + " slower than what it asked for.")
          .remedy(
              "Look for pauses of the client at that time.",
              "jstat -gcutil PID 1s; top -H -p PID   # on the client",
              "No pause of that length.")
          .remedy(
              "Ask for less at once, and read in a thread that does nothing else.",
              "SCAN, HSCAN, GETRANGE, LRANGE in portions",
              "The window stays open during large replies.")
          .nextTest("ss -tmi dst {host} on the client during the stall: Recv-Q is full")
          .cite("RFC 9293 3.8.6");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (ClosedWindow closed : ClosedWindow.of(file, docket, Party.CLIENT)) {
      closed
          .tell(docket, CAUSE, "The client")
          .ruleOut("redis_slow_command", "the reply lay ready; the client did not take it")
          .ruleOut("client_output_buffer_limit", "the server did not close the connection");
    }
  }
}
