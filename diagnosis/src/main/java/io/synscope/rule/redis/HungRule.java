package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** The kernel works and the process does not: everybody waits, and nobody is answered any more. */
public final class HungRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("app_hung", Severity.CRITICAL)
          .title("The server process hangs")
          .meaning(
              "The server's kernel completes handshakes and acknowledges requests, but the process"
                  + " answers nobody: it is stopped, swapped out, starved of CPU, or busy with one"
                  + " endless command. The network is innocent.")
          .remedy(
              "Look at the process: state T is stopped, D waits for a disk, R computes.",
              "ps -o pid,stat,wchan:20,pcpu,etime,args -C redis-server",
              "State S, and PING answers PONG.")
          .remedy(
              "See what it computes or waits for.",
              "perf top -p $(pidof redis-server)   # or: gdb -p PID -batch -ex bt",
              "The stack shows aeProcessEvents, waiting for events.")
          .remedy(
              "See whether the host suffers: swap, steal, disk.",
              "vmstat 1 5; cat /proc/pressure/cpu /proc/pressure/memory /proc/pressure/io",
              "si, so and st are 0; pressure is near 0.")
          .nextTest("redis-cli on the server itself: PING hangs there too")
          .cite("RFC 9293 3.8.6.3: the kernel acknowledges without the application");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Unserved.at(file, listener)
          .filter(unserved -> unserved.servedMeanwhile().isEmpty())
          .ifPresent(unserved -> write(file, docket.find(CAUSE).at(listener.server()), unserved));
    }
  }

  /** A short wait may end with the capture, or a moment later: many commands take as long. */
  private static Confidence confidence(CaseFile file, Unserved unserved) {
    if (unserved.severalForLong(file)) {
      return Confidence.STRONG;
    }
    return unserved.forLong(file) ? Confidence.LIKELY : Confidence.POSSIBLE;
  }

  private static void write(CaseFile file, Draft draft, Unserved unserved) {
    int waiting = unserved.waiting().size();
    draft
        .hits(unserved.waiting())
        .confidence(confidence(file, unserved))
        .say(
            "%s answered nobody: %s waited up to %s for a reply, although its kernel had"
                + " acknowledged the requests.",
            unserved.waiting().get(0).tuple().server(),
            Phrase.count(waiting, "connection"),
            Phrase.span(unserved.longestNanos(file)))
        .alternative("redis_slow_command")
        .ruleOut("path_cut", "the requests were acknowledged")
        .ruleOut("random_loss", "nothing had to be sent again")
        .evidence(
            "requests acknowledged by the server's kernel, and no reply from its process",
            unserved.frames(),
            CAUSE.cite());
    if (unserved.neverServed() == waiting) {
      draft.alternative("fd_exhaustion", "accept_queue_overflow");
    } else {
      draft.ruleOut("fd_exhaustion", "connections that had been served before wait as well");
    }
  }
}
