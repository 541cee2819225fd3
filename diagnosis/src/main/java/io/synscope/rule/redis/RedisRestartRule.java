package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.Set;
import java.util.stream.Stream;

/** The server process ended and came back. */
public final class RedisRestartRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_restart", Severity.WARNING)
          .title("The server was restarted")
          .meaning(
              "The server closed all connections at one moment, refused new ones for a while, and"
                  + " then accepted them again: its process was restarted.")
          .remedy(
              "See who restarted it, or what made it crash.",
              "journalctl -u redis-server --since '-1 hour'; dmesg -T | grep -i -E"
                  + " 'oom|killed process'",
              "The restart was planned, or its cause is known.")
          .remedy(
              "Confirm it by the server's own clock.",
              "redis-cli -h {host} -p {port} INFO server | grep -E 'uptime_in_seconds|run_id'",
              "uptime_in_seconds reaches back to the moment of the FINs.")
          .remedy(
              "Let clients reconnect with growing, random pauses, so that a restart is a short gap"
                  + " and no storm.",
              "",
              "After the next restart every client is back within seconds.")
          .nextTest("INFO server: uptime_in_seconds and run_id before and after")
          .cite("RFC 9293 3.6, 3.10.7.1");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained = docket.explainedBy("server_idle_timeout");
    for (Listener listener : file.listeners()) {
      MassEnding.at(file, listener, explained).stream()
          .filter(ending -> ending.stoppedListening() && ending.back().isPresent())
          .forEach(ending -> write(docket, ending));
    }
  }

  private static void write(Docket docket, MassEnding ending) {
    ConnectionAttempt back = ending.back().orElseThrow();
    docket
        .find(CAUSE)
        .at(ending.listener().server())
        .hits(ending.ended())
        .confidence(Confidence.STRONG)
        .say(
            "%s ended %s, refused %s, and accepted again %s later: it was restarted.",
            ending.listener().server(),
            ending.words(),
            Phrase.count(ending.refused().size(), "attempt"),
            Phrase.span(back.firstSeen().since(ending.when())))
        .alternative("redis_killed")
        .ruleOut("redis_client_kill", "the port was closed afterwards")
        .ruleOut("server_idle_timeout", "no connection lived on, however busy it was")
        .evidence("all connections ended at one moment", ending.frames(), CAUSE.cite())
        .evidence(
            "SYNs refused afterwards, then a handshake",
            Frames.ofAttempts(
                Stream.concat(ending.refused().stream(), Stream.of(back)).toList(),
                ConnectionAttempt::handshakeFrames),
            "RFC 9293 3.10.7.1");
  }
}
