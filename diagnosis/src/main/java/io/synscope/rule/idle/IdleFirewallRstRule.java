package io.synscope.rule.idle;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.ForeignReset;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Something on the way forgot an idle connection and resets what comes after the pause. */
public final class IdleFirewallRstRule implements Rule {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private static final Cause CAUSE =
      Cause.named("idle_firewall_rst", Severity.WARNING)
          .title("A box on the path resets idle connections")
          .meaning(
              "A firewall or load balancer forgot the connection while it was idle and answers"
                  + " what comes afterwards with RST in the server's name; the server still"
                  + " believes that the connection exists.")
          .remedy(
              "Keep idle connections alive: a probe more often than the shortest fatal pause.",
              "redis-cli -h {host} -p {port} CONFIG SET tcp-keepalive 60",
              "Connections answer after a pause longer than the fatal one.")
          .remedy(
              "Set TCP keepalive in the client library too, and let pools validate idle"
                  + " connections before use.",
              "health_check_interval=30 (redis-py), testWhileIdle=true (Jedis), keepAlive=true"
                  + " (Lettuce)",
              "No \"connection reset\" after a quiet period.")
          .remedy(
              "Or raise the idle time of the box (350 s on AWS load balancers, 4 to 30 min on"
                  + " Azure).",
              "",
              "The bracket of fatal pauses moves up.")
          .nextTest("capture on the server: neither the request nor the RST appears there")
          .cite("RFC 5382 5; RFC 9293 3.10.7.4");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ForeignReset> resets =
          listener.with(Story.RESET_BY_PATH).stream()
              .flatMap(attempt -> ForeignReset.of(file, attempt).stream())
              .filter(reset -> reset.idleNanos() >= PAUSE_NANOS)
              .toList();
      if (!resets.isEmpty()) {
        write(file, docket.find(CAUSE).at(listener.server()), resets);
      }
    }
  }

  private static void write(CaseFile file, Draft draft, List<ForeignReset> resets) {
    Map<ConnectionAttempt, Long> pauses = new IdentityHashMap<>();
    resets.forEach(reset -> pauses.put(reset.attempt(), reset.idleNanos()));
    ForeignReset best =
        resets.stream().max(Comparator.comparing(ForeignReset::confidence)).orElseThrow();
    IdleBracket bracket = IdleBracket.of(file.betweenHostsOf(best.attempt()), pauses);
    List<ConnectionAttempt> hits = resets.stream().map(ForeignReset::attempt).toList();
    draft
        .hits(hits)
        .confidence(bracket.contradicted() ? Confidence.POSSIBLE : best.confidence())
        .say(
            "A box on the path reset %s to %s after a pause: %s; %s.",
            Phrase.count(hits.size(), "connection"),
            best.attempt().tuple().server(),
            bracket.words(),
            best.because())
        .alternative("rst_injected")
        .evidence(
            "the first segment after the pause was answered by a RST; " + best.because(),
            Frames.ofAttempts(
                hits,
                hit ->
                    Frames.of(
                        hit.wire().longestIdle().last(),
                        hit.wire().longestIdle().next(),
                        hit.wire().resets().get(0).at())),
            CAUSE.cite());
    if (best.confidence().compareTo(Confidence.STRONG) >= 0) {
      draft.ruleOut("half_open", best.because());
    } else {
      draft.alternative("half_open", "nat_rebind");
    }
  }
}
