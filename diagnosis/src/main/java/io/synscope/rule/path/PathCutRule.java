package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.LossyPath;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Severed;
import io.synscope.rule.Trait;
import java.util.List;
import java.util.Set;

/** Working connections stop in the middle of a conversation and the other host is heard no more. */
public final class PathCutRule implements Rule {
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final int BY_CHANCE = 3;

  private static final Cause CAUSE =
      Cause.named("path_cut", Severity.CRITICAL)
          .title("The path went dead under working connections")
          .meaning(
              "Connections that had just worked are no longer answered at TCP level: data are"
                  + " repeated with doubling pauses, and no packet of the other host arrives any"
                  + " more. The path between the hosts, or the other host, is gone.")
          .remedy(
              "See whether the host answers anything at all, and where the path ends.",
              "ping -c 3 {host}; traceroute -T -p {port} {host}",
              "The trace reaches {host} and the connect succeeds.")
          .remedy(
              "Compare the time of the last answered packet with changes of routes, firewalls,"
                  + " security groups, failovers and the host's own uptime.",
              "uptime -s; journalctl -k --since '-1 hour'   # on the server",
              "Nothing changed at that minute, or the change has been taken back.")
          .remedy(
              "Bound how long clients wait for a dead path: without a limit Linux repeats for 15"
                  + " minutes.",
              "set TCP_USER_TIMEOUT or the client library's command timeout",
              "A request on a dead path fails after that time instead of hanging.")
          .nextTest(
              "capture on the server at the same time: do the repeated segments arrive there?")
          .cite("RFC 9293 3.8; RFC 6298 5; Linux tcp_retries2");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained = docket.explainedBy("idle_firewall_drop", "mtu_blackhole");
    for (Listener listener : file.listeners()) {
      List<Severed> deaths =
          listener.with(Trait.UNACKNOWLEDGED).stream()
              .filter(attempt -> !explained.contains(attempt))
              .flatMap(attempt -> Severed.of(attempt).stream())
              .filter(death -> file.untilEnd(death.since().nanos()) >= PATIENCE_NANOS)
              .toList();
      if (!deaths.isEmpty()) {
        Draft draft = docket.find(CAUSE).at(listener.server());
        write(file, draft, deaths);
        if (lost(file, docket, listener, deaths)) {
          draft.symptomOf("random_loss");
        }
      }
    }
  }

  /** On a path that loses single packets, so few repetitions may all have been lost by chance. */
  private static boolean lost(
      CaseFile file, Docket docket, Listener listener, List<Severed> deaths) {
    return LossyPath.at(docket, listener.server())
        && deaths.stream()
            .allMatch(death -> death.repeats() <= BY_CHANCE && death.peerHeardElsewhere(file));
  }

  private static void write(CaseFile file, Draft draft, List<Severed> deaths) {
    List<ConnectionAttempt> hits = deaths.stream().map(Severed::attempt).toList();
    boolean aloneDead = deaths.stream().anyMatch(death -> death.peerHeardElsewhere(file));
    boolean everHeard = deaths.stream().anyMatch(death -> death.peerEverHeard(file));
    Severed first = deaths.get(0);
    draft
        .hits(hits)
        .confidence(confidence(deaths, aloneDead || !everHeard))
        .say(
            "%s to %s %s answered in the middle of the conversation: data were repeated for %s, %s.",
            Phrase.count(deaths.size(), "connection"),
            first.attempt().tuple().server(),
            deaths.size() == 1 ? "was no longer" : "were no longer",
            Phrase.span(inVain(deaths)),
            aloneDead
                ? "while other connections between the same hosts went on"
                : everHeard
                    ? "and nothing at all was heard of the other host"
                    : "and no packet of the other host is in the capture at all")
        .alternative("idle_firewall_drop")
        .alternative(first.speaker() == Party.CLIENT ? "server_host_down" : "client_crash")
        .ruleOut("redis_slow_command", "not even the host's kernel acknowledges the data")
        .evidence(
            "data repeated "
                + Phrase.count(first.repeats(), "time")
                + " without any acknowledgment",
            Frames.ofAttempts(hits, hit -> Severed.of(hit).map(Severed::frames).orElse(List.of())),
            CAUSE.cite());
  }

  private static long inVain(List<Severed> deaths) {
    return deaths.stream()
        .mapToLong(
            death ->
                death
                    .attempt()
                    .wire()
                    .from(death.speaker())
                    .volume()
                    .lastData()
                    .since(death.since()))
        .max()
        .orElse(0);
  }

  /** A peer that was not heard before either may have been left out of the capture. */
  private static Confidence confidence(List<Severed> deaths, boolean doubtful) {
    if (doubtful) {
      return Confidence.POSSIBLE;
    }
    return deaths.size() >= 2 ? Confidence.STRONG : Confidence.LIKELY;
  }
}
