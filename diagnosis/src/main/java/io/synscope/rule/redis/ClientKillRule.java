package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.Set;

/** The server closed connections without a word, and went on listening. */
public final class ClientKillRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_client_kill", Severity.WARNING)
          .title("The server closed client connections")
          .meaning(
              "The server closed connections that were neither idle for long nor in error, and"
                  + " accepts new ones: an operator's CLIENT KILL, eviction of clients"
                  + " (maxmemory-clients), a proxy's rotation, or a restart too quick to see.")
          .remedy(
              "Look in the server's log and at its uptime for that moment.",
              "redis-cli -h {host} -p {port} INFO server | grep uptime_in_seconds; journalctl -u"
                  + " redis-server -n 100",
              "uptime_in_seconds reaches back beyond that moment: no restart.")
          .remedy(
              "See whether clients are evicted for their memory.",
              "redis-cli -h {host} -p {port} INFO stats | grep evicted_clients; redis-cli -h {host}"
                  + " -p {port} CONFIG GET maxmemory-clients",
              "evicted_clients stands still.")
          .remedy(
              "Let clients reconnect and repeat what is safe to repeat.",
              "",
              "Such a close costs one reconnect and no error.")
          .nextTest("INFO server: run_id and uptime_in_seconds tell a restart from a kill")
          .cite("Redis CLIENT KILL; redis.conf: maxmemory-clients; RFC 9293 3.6");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained =
        docket.explainedBy("server_idle_timeout", "redis_restart", "redis_killed");
    for (Listener listener : file.listeners()) {
      for (MassEnding ending : MassEnding.at(file, listener, explained)) {
        boolean goesOn = ending.survivors() > 0 || !ending.accepted().isEmpty();
        if (ending.refused().isEmpty() && (goesOn || ending.ended().size() >= 2)) {
          write(docket.find(CAUSE).at(listener.server()), ending, goesOn, ending.overheard(file));
        }
      }
    }
  }

  private static void write(Draft draft, MassEnding ending, boolean goesOn, boolean overheard) {
    boolean several = ending.ended().size() >= 2;
    draft
        .hits(ending.ended())
        .confidence(goesOn && several && overheard ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s closed %s%s%s.",
            ending.listener().server(),
            ending.words(),
            overheard ? " without a word" : ", and what had been said before is not in the capture",
            goesOn
                ? " and went on serving: "
                    + Phrase.count(
                        ending.survivors() + ending.accepted().size(), "other connection")
                : "")
        .alternative("redis_restart", "server_idle_timeout")
        .evidence(
            overheard
                ? "the server's FIN came first, without QUIT, error or request outstanding"
                : "the server's FIN came first",
            ending.frames(),
            CAUSE.cite());
    if (!several || !overheard) {
      draft.severity(Severity.INFO);
    }
    if (goesOn) {
      draft.ruleOut("redis_killed", "the port was open all the time");
    }
  }
}
