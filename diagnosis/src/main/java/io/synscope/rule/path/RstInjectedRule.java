package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
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
import java.util.List;

/** A box on the path resets working connections in the server's name. */
public final class RstInjectedRule implements Rule {
  private static final long IDLE_NANOS = 1_000_000_000L;

  private static final Cause CAUSE =
      Cause.named("rst_injected", Severity.CRITICAL)
          .title("A box on the path resets connections")
          .meaning(
              "Something between the hosts sends RST with the other host's address: a firewall,"
                  + " an intrusion-prevention system or a proxy that dislikes what it sees. The"
                  + " host itself knows nothing of it.")
          .remedy(
              "Find the box: its RST has travelled fewer hops than the host's own packets. Look"
                  + " for it at that distance.",
              "traceroute -n -T -p {port} {host}",
              "The hop at that distance is known, and its log shows the rule that matched.")
          .remedy(
              "Look for what the reset requests have in common (size, command, time since the"
                  + " connection began) and allow it in the rules of that box.",
              "",
              "The same request is answered.")
          .remedy(
              "Encrypt the connection if the box inspects content.",
              "redis-cli --tls -h {host} -p {port} PING",
              "No RST with that TTL appears any more.")
          .nextTest("capture on the server: the RST is absent there, and so is the request")
          .cite("RFC 9293 3.10.7.4; RFC 5961 3; Weaver, Sommer, Paxson, NDSS 2009");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ForeignReset> forged =
          listener.with(Story.RESET_BY_PATH).stream()
              .flatMap(attempt -> ForeignReset.of(file, attempt).stream())
              .filter(reset -> reset.idleNanos() < IDLE_NANOS)
              .toList();
      if (!forged.isEmpty()) {
        write(docket.find(CAUSE).at(listener.server()), forged);
      }
    }
  }

  private static void write(Draft draft, List<ForeignReset> forged) {
    List<ConnectionAttempt> hits = forged.stream().map(ForeignReset::attempt).toList();
    ForeignReset best =
        forged.stream().max(Comparator.comparing(ForeignReset::confidence)).orElseThrow();
    Confidence confidence = best.confidence();
    draft
        .hits(hits)
        .confidence(confidence)
        .say(
            "%s to %s %s reset in mid-conversation by another machine than %s: %s.",
            Phrase.count(hits.size(), "connection"),
            best.attempt().tuple().server(),
            hits.size() == 1 ? "was" : "were",
            best.reset().from() == Party.SERVER ? "the server" : "the client",
            best.because())
        .evidence(
            "the RST answers " + answered(best.reset()) + ", and " + best.because(),
            Frames.ofAttempts(
                hits,
                hit ->
                    Frames.of(
                        hit.wire().from(best.reset().from().peer()).volume().lastData(),
                        hit.wire().resets().get(0).at())),
            CAUSE.cite());
    if (confidence.compareTo(Confidence.STRONG) >= 0) {
      draft.ruleOut("redis_killed", best.because());
    } else {
      draft.alternative("redis_killed", "half_open");
    }
    draft.alternative("idle_firewall_rst");
  }

  private static String answered(Reset reset) {
    return switch (reset.answers()) {
      case DATA -> "data";
      case ACK, FINAL_ACK -> "an acknowledgment";
      case FIN -> "a FIN";
      case PROBE -> "a probe";
      case SYN, SYN_ACK -> "the handshake";
      case NOTHING -> "nothing";
    };
  }
}
