package io.synscope.rule.idle;

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
import io.synscope.rule.Rule;
import io.synscope.rule.Severed;
import io.synscope.rule.Trait;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something on the way forgot an idle connection and drops what comes after the pause. */
public final class IdleFirewallDropRule implements Rule {
  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final long LONG_PAUSE_NANOS = 50_000_000_000L;

  private static final Cause CAUSE =
      Cause.named("idle_firewall_drop", Severity.CRITICAL)
          .title("Idle connections are silently forgotten on the path")
          .meaning(
              "A firewall, NAT or load balancer forgot the connection while it was idle and drops"
                  + " what comes afterwards without a word: the first request after the pause is"
                  + " repeated unheard until the client gives up.")
          .remedy(
              "Keep idle connections alive: a probe more often than the shortest fatal pause.",
              "redis-cli -h {host} -p {port} CONFIG SET tcp-keepalive 60",
              "Connections answer after a pause longer than the fatal one.")
          .remedy(
              "Set TCP keepalive in the client library too: the server's setting does not help"
                  + " where only the client's direction is tracked.",
              "TCP_KEEPIDLE=60 TCP_KEEPINTVL=15 TCP_KEEPCNT=4 on the client's sockets",
              "ss -o state established '( dport = :{port} )' shows a keepalive timer.")
          .remedy(
              "Let pools validate connections before use, or retire them earlier than the path"
                  + " forgets them.",
              "health_check_interval=30 (redis-py), testWhileIdle=true (Jedis), keepAlive=true"
                  + " (Lettuce)",
              "No request times out after a quiet period.")
          .remedy(
              "Or raise the idle time of the box itself (350 s on AWS load balancers and NAT"
                  + " gateways, 240 s on Azure by default).",
              "sysctl net.netfilter.nf_conntrack_tcp_timeout_established   # on a Linux gateway",
              "The bracket of fatal pauses moves up.")
          .nextTest(
              "open idle connections and wake one after 30, 60, 120, 240, 300, 350, 400, 600 s:"
                  + " the first that fails gives the limit")
          .nextTest("capture on the server: the request after the pause never arrives there")
          .cite("RFC 5382 5; RFC 1122 4.2.3.6; Linux nf_conntrack_tcp_timeout_established");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained = docket.explainedBy("mtu_blackhole");
    for (Listener listener : file.listeners()) {
      List<Severed> deaths =
          listener.with(Trait.UNACKNOWLEDGED).stream()
              .filter(attempt -> !explained.contains(attempt))
              .flatMap(attempt -> Severed.of(attempt).stream())
              .filter(death -> death.idleNanos() >= PAUSE_NANOS)
              .toList();
      if (!deaths.isEmpty()) {
        judge(file, docket, listener, deaths);
      }
    }
  }

  private static void judge(CaseFile file, Docket docket, Listener listener, List<Severed> deaths) {
    Map<ConnectionAttempt, Long> pauses = new IdentityHashMap<>();
    deaths.forEach(death -> pauses.put(death.attempt(), death.idleNanos()));
    IdleBracket bracket = IdleBracket.of(file.betweenHostsOf(deaths.get(0).attempt()), pauses);
    boolean pathAlive = deaths.stream().anyMatch(death -> death.peerHeardElsewhere(file));
    boolean longPause = bracket.killedNanos() >= LONG_PAUSE_NANOS;
    if (bracket.contradicted() || !pathAlive && !longPause) {
      return; // a path that is dead for everybody needs no other cause
    }
    write(docket.find(CAUSE).at(listener.server()), deaths, bracket, pathAlive);
  }

  private static void write(
      Draft draft, List<Severed> deaths, IdleBracket bracket, boolean pathAlive) {
    List<ConnectionAttempt> hits = deaths.stream().map(Severed::attempt).toList();
    draft
        .hits(hits)
        .confidence(confidence(bracket, pathAlive))
        .say(
            "%s to %s died of idleness: %s, and what followed was never acknowledged.",
            Phrase.count(hits.size(), "connection"),
            deaths.get(0).attempt().tuple().server(),
            bracket.words())
        .alternative("path_cut", "half_open")
        .ruleOut("server_idle_timeout", "the server neither closed nor reset the connection")
        .ruleOut("redis_slow_command", "not even the host's kernel acknowledges the request")
        .evidence(
            "after a pause the data were repeated "
                + Phrase.count(deaths.get(0).repeats(), "time")
                + " without any acknowledgment",
            Frames.ofAttempts(hits, hit -> Severed.of(hit).map(Severed::frames).orElse(List.of())),
            CAUSE.cite());
    if (pathAlive) {
      draft.ruleOut(
          "server_host_down", "other connections between the same hosts were answered meanwhile");
    }
  }

  private static Confidence confidence(IdleBracket bracket, boolean pathAlive) {
    if (!pathAlive) {
      return Confidence.POSSIBLE;
    }
    return bracket.firm() ? Confidence.STRONG : Confidence.LIKELY;
  }
}
