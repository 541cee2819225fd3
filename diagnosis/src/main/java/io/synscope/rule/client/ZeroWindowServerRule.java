package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Rule;

/** The server's process does not read what a client sends. */
public final class ZeroWindowServerRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("zero_window_server", Severity.WARNING)
          .title("The server stopped reading")
          .meaning(
              "The server's receive window closed: its process did not read what the client sent,"
                  + " until the kernel's buffer was full. The process was stopped, blocked by a"
                  + " command, or flooded by a huge pipeline.")
          .remedy(
              "See what the process did at that time.",
              "redis-cli -h {host} -p {port} SLOWLOG GET 25; redis-cli -h {host} -p {port} LATENCY"
                  + " LATEST; ps -o stat,wchan:20,pcpu -C redis-server",
              "No command and no event of that length.")
          .remedy(
              "Send less at once: pipelines of hundreds, not of tens of thousands of commands.",
              "",
              "The window stays open during the load.")
          .nextTest("ss -tmi 'sport = :{port}' on {host} during the stall: Recv-Q is full")
          .cite("RFC 9293 3.8.6");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (ClosedWindow closed : ClosedWindow.of(file, docket, Party.SERVER)) {
      Draft draft = closed.tell(docket, CAUSE, "The server").alternative("app_hung");
      docket
          .at(closed.listener().server(), "redis_slow_command", "app_hung", "redis_busy_script")
          .forEach(root -> draft.symptomOf(root.cause().id()));
    }
  }
}
