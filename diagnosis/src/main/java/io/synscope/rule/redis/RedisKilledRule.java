package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.PlainAcks;
import io.synscope.rule.Rule;
import java.util.Set;

/** The server process ended and has not come back. */
public final class RedisKilledRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_killed", Severity.CRITICAL)
          .title("The server process ended")
          .meaning(
              "The server closed all connections at one moment and has refused new ones since: its"
                  + " process ended. Connections whose request lay unread get a reset, the others"
                  + " a FIN.")
          .remedy(
              "See whether it runs, and how it ended: crash, out-of-memory killer, kill, shutdown.",
              "systemctl status redis-server; dmesg -T | grep -i -E 'oom|killed process'",
              "The cause is known, and the process runs again.")
          .remedy(
              "Start it again and watch it load its data.",
              "systemctl start redis-server; redis-cli -h {host} -p {port} INFO persistence",
              "PING answers PONG.")
          .remedy(
              "Against the out-of-memory killer: a maxmemory well below the host's memory, and room"
                  + " for the fork.",
              "redis-cli -h {host} -p {port} CONFIG GET maxmemory; sysctl vm.overcommit_memory",
              "used_memory_rss stays below the host's free memory.")
          .nextTest("ss -ltnp 'sport = :{port}' on {host}: nobody listens")
          .cite("RFC 9293 3.6, 3.10.7.1; Linux tcp_close (unread data: RST)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained = docket.explainedBy("server_idle_timeout");
    for (Listener listener : file.listeners()) {
      for (MassEnding ending : MassEnding.at(file, listener, explained)) {
        boolean gone = ending.stoppedListening() && ending.back().isEmpty();
        boolean cutOff =
            ending.survivors() == 0
                && ending.unread() > 0
                && ending.ended().size() >= 2
                && ending.accepted().isEmpty();
        if (gone || cutOff) {
          Draft draft = docket.find(CAUSE).at(listener.server());
          write(draft, ending, gone, ending.overheard(file) && !PlainAcks.missing(file));
          if (!gone && PlainAcks.missing(file)) {
            draft.alternative("keepalive_failure");
          }
        }
      }
    }
  }

  private static void write(Draft draft, MassEnding ending, boolean gone, boolean overheard) {
    draft
        .hits(ending.ended())
        .confidence(gone ? Confidence.STRONG : overheard ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s ended %s at one moment%s: its process ended.",
            ending.listener().server(),
            ending.words(),
            gone
                ? " and refused " + Phrase.count(ending.refused().size(), "attempt") + " since"
                : "")
        .ruleOut("server_idle_timeout", "connections in use were ended too, or none lived on")
        .ruleOut("rst_injected", "the RSTs are those of living sockets, as many hops away")
        .evidence(
            "all connections ended within " + Phrase.span(spread(ending)),
            ending.frames(),
            CAUSE.cite());
    if (gone) {
      draft
          .ruleOut("redis_client_kill", "the port is closed since")
          .evidence(
              "SYNs refused since",
              Frames.ofAttempts(ending.refused(), ConnectionAttempt::handshakeFrames),
              "RFC 9293 3.10.7.1");
    } else {
      draft.alternative("redis_restart", "redis_client_kill");
    }
  }

  private static long spread(MassEnding ending) {
    ConnectionAttempt last = ending.ended().get(ending.ended().size() - 1);
    return last.wire().ending().at().since(ending.when());
  }
}
